#include "base/hash.h"

#include <errno.h>
#include <fcntl.h>
#include <nettle/sha2.h>
#include <stdint.h>
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

int hash_file(const char *path, char out[HASH_HEX], struct err *err)
{
    uint8_t block[64 * 1024];
    struct sha256_ctx c;
    ssize_t n;
    int number, fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

    if (fd < 0)
        return file_read_error(path, errno, err);
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

void hash_end(struct hash *h, char out[HASH_HEX])
{
    finish(&h->context, out);
}
