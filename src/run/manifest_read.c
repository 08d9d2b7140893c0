/* manifest.json read back. */
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"
#include "base/json.h"
#include "run/manifest.h"
#include "run/numbers.h"

/* Far more than the program writes, and little enough to be read by whoever lists a hundred of them. */
enum { LARGEST = 8 << 20, MOST_FILES = 64, MOST_SECTIONS = 1000, LONGEST_TEXT = 16 << 10 };
enum { LAST_LINES = 2 /* the hash, the closing brace */, TRIES = 10 };

struct reader {
    struct arena *arena;
    const char *path;
    struct err *err;
};

static int refuse(const struct reader *r, const char *what)
{
    return err_set(r->err, ST_DATA, "tệp '%s' %s.", r->path, what);
}

/* Where the lines end that the hash is of. */
static size_t hashed_bytes(const char *text, size_t n)
{
    for (int lines = 0; n; n--)
        if (text[n - 1] == '\n' && lines++ == LAST_LINES)
            break;
    return n;
}

/* The lines behind them are compared as a whole: not a blank may have been added there. */
static int check_hash(const struct reader *r, const char *text, size_t n, char hash[HASH_HEX])
{
    size_t hashed = hashed_bytes(text, n);

    hash_bytes(text, hashed, hash);
    return strcmp(text + hashed, arena_printf(r->arena, "  \"sha256\": \"%s\"\n}\n", hash)) == 0
               ? 0
               : refuse(r, "đã bị sửa: mã SHA-256 của nó không còn khớp");
}

static int read_text(const struct reader *r, const struct json *object, const char *key, const char **out)
{
    *out = json_text(object, key);
    if (!*out)
        return refuse(r, arena_printf(r->arena, "thiếu '%s'", key));
    return strlen(*out) <= LONGEST_TEXT ? 0 : refuse(r, arena_printf(r->arena, "có '%s' quá dài", key));
}

static int read_hash(const struct reader *r, const struct json *object, const char *key, char out[HASH_HEX])
{
    const char *text;

    if (read_text(r, object, key, &text))
        return -1;
    if (strlen(text) != HASH_HEX - 1 || text[strspn(text, "0123456789abcdef")])
        return refuse(r, arena_printf(r->arena, "có '%s' không phải mã SHA-256", key));
    memcpy(out, text, HASH_HEX);
    return 0;
}

static int read_day(const struct reader *r, const char *text, day_t *out)
{
    *out = text ? day_parse_iso(text, (int)strlen(text)) : DAY_NONE;
    return *out != DAY_NONE ? 0 : refuse(r, "có ngày không đọc được");
}

static int read_range(const struct reader *r, const struct json *section, const char *key, struct range *out)
{
    const struct json *days = json_list(section, key);

    if (!days || days->n != 2)
        return refuse(r, arena_printf(r->arena, "thiếu '%s'", key));
    return read_day(r, days->items[0].text, &out->from) || read_day(r, days->items[1].text, &out->to) ? -1 : 0;
}

static int read_period(const struct reader *r, const struct json *root, const struct period **out)
{
    const struct json *ky = json_get(root, "ky"), *sections = json_list(ky, "phan");
    struct period *p = arena_alloc(r->arena, sizeof *p);
    struct err ignored = {.status = ST_OK};

    if (!sections || !sections->n || sections->n > MOST_SECTIONS)
        return refuse(r, "thiếu 'phan' của kỳ, hoặc có quá nhiều");
    if (read_text(r, ky, "ma", &p->code))
        return -1;
    if (period_parse(p->code, p, &ignored))
        return refuse(r, "có mã kỳ không đọc được");
    if (read_text(r, ky, "nhan", &p->label))
        return -1;
    p->sections = arena_alloc(r->arena, sections->n * sizeof *p->sections);
    for (; p->nsections < sections->n; p->nsections++) {
        const struct json *from = &sections->items[p->nsections];
        struct period_section *to = &p->sections[p->nsections];

        if (read_text(r, from, "ten", &to->name) || read_range(r, from, "ngay", &to->now) ||
            read_range(r, from, "cung_ky", &to->before))
            return -1;
    }
    *out = p;
    return 0;
}

static int read_list(const struct reader *r, const struct json *root, const char *key, const struct manifest_file **out,
                     size_t *n)
{
    const struct json *files = json_list(root, key);
    struct manifest_file *list;

    if (!files || files->n > MOST_FILES)
        return refuse(r, arena_printf(r->arena, "thiếu '%s', hoặc có quá nhiều", key));
    *out = list = arena_alloc(r->arena, (files->n + 1) * sizeof *list);
    for (*n = 0; *n < files->n; (*n)++) {
        const struct json *file = &files->items[*n], *size = json_get(file, "so_byte");
        struct manifest_file *f = &list[*n];

        if (read_text(r, file, "ten", &f->name) || read_hash(r, file, "sha256", f->sha256))
            return -1;
        f->size = size && size->kind == JSON_IS_NUMBER ? size->number : -1;
    }
    return 0;
}

static int read_files(const struct reader *r, const struct json *root, struct manifest *m)
{
    if (read_text(r, root, "phong_chu", &m->font) || read_list(r, root, "tep_phong_chu", &m->fonts, &m->nfonts) ||
        read_list(r, root, "tep", &m->files, &m->nfiles))
        return -1;
    for (size_t i = 0; i < m->nfiles; i++) {
        if (!path_is_plain_name(m->files[i].name))
            return refuse(r, "nêu một tệp ở ngoài thư mục của nó");
        for (size_t k = 0; k < i; k++)
            if (strcmp(m->files[i].name, m->files[k].name) == 0)
                return refuse(r, "nêu một tệp hai lần");
    }
    return 0;
}

static int read_all(const struct reader *r, const struct json *root, struct manifest *m)
{
    const struct json *prints = json_get(root, "dau_van_tay");
    const char *edition;

    if (read_text(r, root, "chuong_trinh", &m->program) || read_text(r, root, "don_vi", &m->unit) ||
        read_text(r, root, "ten_don_vi", &m->unit_name) || read_text(r, root, "bao_cao", &m->report) ||
        read_text(r, root, "ban", &edition) || read_period(r, root, &m->period) ||
        read_hash(r, prints, "cau_hinh", m->config) || read_hash(r, prints, "mau", m->templates) ||
        read_hash(r, prints, "loi_van", m->prose) || read_hash(r, prints, "so_lieu", m->data) ||
        (json_get(prints, "boi_canh") && read_hash(r, prints, "boi_canh", m->context)) || read_files(r, root, m))
        return -1;
    m->final = strcmp(edition, "chinh_thuc") == 0;
    if (!m->final)
        return 0;
    if (read_text(r, root, "so", &m->number) || read_day(r, json_text(root, "ngay"), &m->date))
        return -1;
    return number_is_valid(m->number) ? 0 : refuse(r, "có số văn bản không hợp lệ");
}

static int read_in(struct arena *a, int folder, const char *dir, struct manifest *out, struct err *err)
{
    const char *path = path_join(a, dir, MANIFEST_NAME);
    const struct reader r = {a, path, err};
    const struct json *root;
    char *text;
    size_t n;

    *out = (struct manifest){.date = DAY_NONE};
    if (file_read_at(a, folder, MANIFEST_NAME, path, LARGEST, &text, &n, err) || check_hash(&r, text, n, out->own) ||
        json_parse(a, text, n, path, &root, err))
        return -1;
    return read_all(&r, root, out);
}

int manifest_read(struct arena *a, const char *dir, int real, struct manifest *out, struct err *err)
{
    int folder = dir_open(dir, real, err), result;

    *out = (struct manifest){.date = DAY_NONE};
    if (folder < 0)
        return -1;
    result = read_in(a, folder, dir, out, err);
    close(folder);
    return result;
}

static int check_files(struct arena *a, int folder, const char *dir, const struct manifest *m, struct err *err)
{
    for (size_t i = 0; i < m->nfiles; i++) {
        const char *name = m->files[i].name, *path = path_join(a, dir, name);
        char hash[HASH_HEX];
        struct stat st;

        if (fstatat(folder, name, &st, AT_SYMLINK_NOFOLLOW) || !S_ISREG(st.st_mode))
            return err_set(err, ST_DATA, "thư mục '%s' thiếu tệp '%s' mà manifest.json của nó nêu.", dir, name);
        if (st.st_size != m->files[i].size)
            return err_set(err, ST_DATA, "tệp '%s' không còn như lúc công bố: cỡ khác manifest.json.", path);
        if (hash_file_at(folder, name, path, hash, err))
            return -1;
        if (strcmp(hash, m->files[i].sha256) != 0)
            return err_set(err, ST_DATA, "tệp '%s' không còn như lúc công bố: mã SHA-256 khác manifest.json.", path);
    }
    return 0;
}

/* Another folder has its name now: a run has exchanged them, and takes the files of this one away. */
static int is_replaced(int folder, const char *dir, int real)
{
    struct err ignored = {.status = ST_OK};
    int now = dir_open(dir, real, &ignored);
    struct stat x, y;
    int other =
        now >= 0 && fstat(folder, &x) == 0 && fstat(now, &y) == 0 && (x.st_ino != y.st_ino || x.st_dev != y.st_dev);

    if (now >= 0)
        close(now);
    return other;
}

int manifest_verify(struct arena *a, const char *dir, int real, struct manifest *out, char ***names, struct err *err)
{
    for (int tries = 1;; tries++) {
        struct err damage = {.status = ST_OK};
        int folder = dir_open(dir, real, err), failed, again;

        *out = (struct manifest){.date = DAY_NONE};
        if (folder < 0)
            return -1;
        failed = read_in(a, folder, dir, out, &damage) || check_files(a, folder, dir, out, &damage) ||
                 (names && dir_list_at(a, folder, dir, names, &damage));
        again = failed && tries < TRIES && is_replaced(folder, dir, real);
        close(folder);
        if (failed && !again)
            return err_set(err, damage.status, "%s", damage.text);
        if (!failed)
            return 0;
    }
}
