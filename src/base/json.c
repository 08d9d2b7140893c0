#include "base/json.h"

#include <jansson.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/utf8.h"

/* The depth is bounded by jansson's parser. */
static struct json copy(struct arena *a, json_t *j)
{
    struct json out = {.kind = JSON_IS_NULL};
    struct json *items;
    const char *key;
    json_t *value;

    switch (json_typeof(j)) {
    case JSON_STRING:
        out.kind = JSON_IS_TEXT;
        out.text = arena_strdup(a, json_string_value(j));
        break;
    case JSON_INTEGER:
        out.kind = JSON_IS_NUMBER;
        out.number = json_integer_value(j);
        break;
    case JSON_TRUE:
    case JSON_FALSE:
        out.kind = JSON_IS_BOOL;
        out.number = json_is_true(j);
        break;
    case JSON_ARRAY:
        out.kind = JSON_IS_LIST;
        out.items = items = arena_alloc(a, (json_array_size(j) + 1) * sizeof *items);
        for (; out.n < json_array_size(j); out.n++)
            items[out.n] = copy(a, json_array_get(j, out.n));
        break;
    default:
        if (!json_is_object(j))
            break;
        out.kind = JSON_IS_OBJECT;
        out.items = items = arena_alloc(a, (json_object_size(j) + 1) * sizeof *items);
        out.keys = arena_alloc(a, (json_object_size(j) + 1) * sizeof *out.keys);
        json_object_foreach(j, key, value)
        {
            out.keys[out.n] = arena_strdup(a, key);
            items[out.n++] = copy(a, value);
        }
        break;
    }
    return out;
}

int json_parse(struct arena *a, const char *text, size_t n, const char *path, const struct json **out, struct err *err)
{
    json_error_t error;
    json_t *root = json_loadb(text, n, JSON_REJECT_DUPLICATES, &error);
    struct json *tree;

    if (!root)
        return err_set(err, ST_DATA, "tệp '%s', dòng %d: không phải JSON hợp lệ.", path, error.line);
    tree = arena_alloc(a, sizeof *tree);
    *tree = copy(a, root);
    json_decref(root);
    *out = tree;
    return 0;
}

const struct json *json_get(const struct json *object, const char *key)
{
    if (object && object->kind == JSON_IS_OBJECT)
        for (size_t i = 0; i < object->n; i++)
            if (strcmp(object->keys[i], key) == 0)
                return &object->items[i];
    return NULL;
}

const char *json_text(const struct json *object, const char *key)
{
    const struct json *item = json_get(object, key);

    return item && item->kind == JSON_IS_TEXT ? item->text : NULL;
}

const struct json *json_list(const struct json *object, const char *key)
{
    const struct json *item = json_get(object, key);

    return item && item->kind == JSON_IS_LIST ? item : NULL;
}

void json_add_text(struct buf *b, const char *s)
{
    buf_putc(b, '"');
    for (size_t n; *s; s += n) {
        unsigned char c = (unsigned char)*s;

        n = utf8_character(s, strnlen(s, 4));
        if (c == '"' || c == '\\')
            buf_putc(b, '\\');
        if (c < 0x20 || c == 0x7F)
            buf_printf(b, "\\u%04x", c);
        else if (n)
            buf_add(b, s, n);
        else /* a name of a file may be any bytes; what is not UTF-8 is no JSON */
            buf_puts(b, "\uFFFD");
        n += !n;
    }
    buf_putc(b, '"');
}
