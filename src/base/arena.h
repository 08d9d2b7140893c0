/* Memory of one task: everything is freed at once, nothing is freed alone.
 * Running out of memory ends the process with a message (status 70): no caller has to check for NULL. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct arena;

/* Called before that end, to leave nothing half-done; it allocates nothing. NULL: nothing is called. */
void arena_set_farewell(void (*farewell)(void *), void *argument);

/* That end, for who runs out of memory elsewhere. */
void arena_exhausted(void) __attribute__((noreturn));

struct arena *arena_new(void);
void arena_free(struct arena *a); /* NULL is allowed */

void *arena_alloc(struct arena *a, size_t size); /* zeroed, aligned for any type */
char *arena_strdup(struct arena *a, const char *s);
char *arena_strndup(struct arena *a, const char *s, size_t n); /* exactly n bytes and a NUL */
char *arena_printf(struct arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
char *arena_vprintf(struct arena *a, const char *fmt, va_list args) __attribute__((format(printf, 2, 0)));

/* Growable arrays: VEC(int) list = {0}; *vec_add(a, &list) = 7;
 * The pointer that vec_add gives is valid until the next vec_add; new items are zeroed. */
#define VEC(T)         \
    struct {           \
        T *v;          \
        size_t n, cap; \
    }
#define vec_add(a, vec) \
    ((vec)->v = arena_grow((a), (vec)->v, (vec)->n, &(vec)->cap, sizeof *(vec)->v), &(vec)->v[(vec)->n++])

void *arena_grow(struct arena *a, void *items, size_t n, size_t *cap, size_t item_size);

#endif
