/* JSON texts (jansson) as a tree in an arena. */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include <stddef.h>
#include <stdint.h>

struct arena;
struct buf;
struct err;

enum json_kind { JSON_IS_NULL, JSON_IS_BOOL, JSON_IS_NUMBER, JSON_IS_TEXT, JSON_IS_LIST, JSON_IS_OBJECT };

struct json {
    enum json_kind kind;
    const char *text;         /* JSON_IS_TEXT */
    int64_t number;           /* JSON_IS_NUMBER that is whole, JSON_IS_BOOL */
    const struct json *items; /* JSON_IS_LIST, JSON_IS_OBJECT */
    const char **keys;        /* JSON_IS_OBJECT: of the items */
    size_t n;
};

/* 65 with the line for what is no JSON text: UTF-8, no key twice in one object. `path` names it in messages. */
int json_parse(struct arena *a, const char *text, size_t n, const char *path, const struct json **out, struct err *err);

/* All of them take NULL, and what is of another kind, as absent. */
const struct json *json_get(const struct json *object, const char *key);  /* NULL if absent */
const char *json_text(const struct json *object, const char *key);        /* NULL if absent */
const struct json *json_list(const struct json *object, const char *key); /* NULL if absent */

void json_add_text(struct buf *b, const char *s); /* with its quotes; s is UTF-8 */

#endif
