#include "base/hash.h"

#include <errno.h>
#include <fcntl.h>
#include <nettle/sha2.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"

struct hash {
    struct sha256_ctx context;
};

static void finish(struct sha256_ctx *c, char out[HASH_HEX])
{
    static const char digits[] = "0123456789abcdef";
    uint8_t digest[SHA256_DIGEST_SIZE];

    sha256_digest(c, sizeof digest, digest);
    for (size_t i = 0; i < sizeof digest; i++) {
        out[2 * i] = digits[digest[i] >> 4];
        out[2 * i + 1] = digits[digest[i] & 15];
    }
    out[HASH_HEX - 1] = '\0';
}

void hash_bytes(const void *bytes, size_t n, char out[HASH_HEX])
{
    struct sha256_ctx c;

    sha256_init(&c);
    sha256_update(&c, n, bytes);
    finish(&c, out);
}

/* `fd` is closed here. */
static int hash_open_file(int fd, const char *path, char out[HASH_HEX], struct err *err)
{
    uint8_t block[64 * 1024];
    struct sha256_ctx c;
    ssize_t n;
    int number;

    sha256_init(&c);
    while ((n = read(fd, block, sizeof block)) != 0) {
        if (n > 0)
            sha256_update(&c, (size_t)n, block);
        else if (errno != EINTR)
            break;
    }
    number = errno;
    close(fd);
    if (n < 0)
        return file_read_error(path, number, err);
    finish(&c, out);
    return 0;
}

int hash_file(const char *path, char out[HASH_HEX], struct err *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

    return fd < 0 ? file_read_error(path, errno, err) : hash_open_file(fd, path, out, err);
}

int hash_file_at(int dir, const char *name, const char *path, char out[HASH_HEX], struct err *err)
{
    int fd = file_open_at(dir, name, path, err);

    return fd < 0 ? -1 : hash_open_file(fd, path, out, err);
}

struct hash *hash_new(struct arena *a)
{
    struct hash *h = arena_alloc(a, sizeof *h);

    sha256_init(&h->context);
    return h;
}

void hash_add(struct hash *h, const void *bytes, size_t n)
{
    sha256_update(&h->context, n, bytes);
}

void hash_add_text(struct hash *h, const char *s)
{
    sha256_update(&h->context, strlen(s) + 1, (const uint8_t *)s);
}

void hash_end(struct hash *h, char out[HASH_HEX])
{
    finish(&h->context, out);
}
