/* SHA-256 of bytes and files (nettle), as 64 lower-case hex digits. */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stddef.h>

struct err;

struct hash; /* a running hash */

#define HASH_HEX 65 /* with the NUL */

void hash_bytes(const void *bytes, size_t n, char out[HASH_HEX]);
int hash_file(const char *path, char out[HASH_HEX], struct err *err);

int hash_file_at(int dir, const char *name, const char *path, char out[HASH_HEX], struct err *err); /* base/file.h */

struct arena;
struct hash *hash_new(struct arena *a);
void hash_add(struct hash *h, const void *bytes, size_t n);
void hash_add_text(struct hash *h, const char *s); /* with its NUL: no two lists of texts give the same bytes */
void hash_end(struct hash *h, char out[HASH_HEX]);

#endif
