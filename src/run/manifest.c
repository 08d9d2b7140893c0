#include "run/manifest.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/file.h"
#include "base/json.h"

/* ---- JSON: every value on a line of its own, in fixed order, so that two manifests can be compared as text ---- */

/* "key": "value" and a comma unless it is the last. */
static void add_pair(struct buf *b, int indent, const char *key, const char *value, int last)
{
    buf_printf(b, "%*s\"%s\": ", indent, "", key);
    json_add_text(b, value);
    buf_puts(b, last ? "\n" : ",\n");
}

static void add_range(struct buf *b, const char *key, struct range r, int last)
{
    char from[11], to[11];

    buf_printf(b, "\"%s\": [\"%s\", \"%s\"]%s", key, day_iso(r.from, from), day_iso(r.to, to), last ? "" : ", ");
}

static void add_period(struct buf *b, const struct period *p)
{
    buf_puts(b, "  \"ky\": {\n");
    add_pair(b, 4, "ma", p->code, 0);
    add_pair(b, 4, "nhan", p->label, 0);
    buf_puts(b, "    \"phan\": [\n");
    for (size_t i = 0; i < p->nsections; i++) {
        buf_puts(b, "      {\"ten\": ");
        json_add_text(b, p->sections[i].name);
        buf_puts(b, ", ");
        add_range(b, "ngay", p->sections[i].now, 0);
        add_range(b, "cung_ky", p->sections[i].before, 1);
        buf_puts(b, i + 1 < p->nsections ? "},\n" : "}\n");
    }
    buf_puts(b, "    ]\n  },\n");
}

static void add_files(struct buf *b, const char *key, const struct manifest_file *files, size_t n)
{
    buf_printf(b, "  \"%s\": [\n", key);
    for (size_t i = 0; i < n; i++) {
        buf_puts(b, "    {\"ten\": ");
        json_add_text(b, files[i].name);
        if (files[i].size >= 0)
            buf_printf(b, ", \"so_byte\": %lld", (long long)files[i].size);
        buf_printf(b, ", \"sha256\": \"%s\"}%s\n", files[i].sha256, i + 1 < n ? "," : "");
    }
    buf_puts(b, "  ],\n");
}

static void add_notes(struct buf *b, const struct notes *notes)
{
    static const char *const levels[] = {[NOTE_INFO] = "luu_y", [NOTE_WARNING] = "canh_bao", [NOTE_ERROR] = "loi"};

    buf_puts(b, "  \"phat_hien\": [\n");
    for (size_t i = 0; i < notes->list.n; i++) {
        const struct note *n = &notes->list.v[i];

        buf_puts(b, "    {\"ma\": ");
        json_add_text(b, n->id);
        buf_printf(b, ", \"muc\": \"%s\", \"noi\": ", levels[n->level]);
        json_add_text(b, n->place);
        buf_puts(b, ", \"noi_dung\": ");
        json_add_text(b, n->text);
        buf_puts(b, i + 1 < notes->list.n ? "},\n" : "}\n");
    }
    buf_puts(b, "  ],\n");
}

void manifest_write(const struct manifest *m, struct buf *out)
{
    char hash[HASH_HEX], date[11];

    buf_puts(out, "{\n");
    add_pair(out, 2, "chuong_trinh", m->program, 0);
    add_pair(out, 2, "don_vi", m->unit, 0);
    add_pair(out, 2, "ten_don_vi", m->unit_name, 0);
    add_pair(out, 2, "bao_cao", m->report, 0);
    add_pair(out, 2, "ban", m->final ? "chinh_thuc" : "du_thao", 0);
    if (m->final) {
        add_pair(out, 2, "so", m->number, 0);
        add_pair(out, 2, "ngay", day_iso(m->date, date), 0);
    }
    if (m->corrects) {
        buf_puts(out, "  \"dinh_chinh_cho\": {\"so\": ");
        json_add_text(out, m->corrects->number);
        buf_printf(out, ", \"ngay\": \"%s\"},\n", day_iso(m->corrects->date, date));
    }
    add_period(out, m->period);
    buf_puts(out, "  \"dau_van_tay\": {\n");
    add_pair(out, 4, "cau_hinh", m->config, 0);
    add_pair(out, 4, "mau", m->templates, 0);
    add_pair(out, 4, "loi_van", m->prose, 0);
    add_pair(out, 4, "so_lieu", m->data, !*m->context);
    if (*m->context)
        add_pair(out, 4, "boi_canh", m->context, 1);
    buf_puts(out, "  },\n");
    add_pair(out, 2, "phong_chu", m->font, 0);
    add_files(out, "tep_phong_chu", m->fonts, m->nfonts);
    add_files(out, "tep", m->files, m->nfiles);
    add_notes(out, m->notes);
    hash_bytes(out->p, out->n, hash);
    add_pair(out, 2, "sha256", hash, 1);
    buf_puts(out, "}\n");
}

int manifest_file(struct arena *a, const char *path, struct manifest_file *out, struct err *err)
{
    struct stat st;

    if (stat(path, &st))
        return err_sys(err, errno, "không đọc được tệp '%s'", path);
    out->name = arena_strdup(a, path_base(path));
    out->size = (int64_t)st.st_size;
    return hash_file(path, out->sha256, err);
}

/* Adds "name\0hash\n" of every file below `path`; name is relative to the first folder. */
static int add_folder(struct arena *a, struct hash *h, const char *path, const char *relative, struct err *err)
{
    char **names;

    if (dir_list(a, path, &names, err))
        return -1;
    for (; *names; names++) {
        char *full = path_join(a, path, *names), *name = arena_printf(a, "%s/%s", relative, *names);
        char hash[HASH_HEX];
        struct stat st;

        if (stat(full, &st))
            return file_read_error(full, errno, err);
        if (S_ISDIR(st.st_mode)) {
            if (add_folder(a, h, full, name, err))
                return -1;
        } else if (S_ISREG(st.st_mode)) {
            if (hash_file(full, hash, err))
                return -1;
            hash_add(h, name, strlen(name) + 1);
            hash_add(h, hash, HASH_HEX);
        }
    }
    return 0;
}

int manifest_hash_folders(const char *const *paths, size_t n, char out[HASH_HEX], struct err *err)
{
    struct arena *a = arena_new();
    struct hash *h = hash_new(a);
    int result = 0;

    for (size_t i = 0; i < n && !result; i++)
        if (paths[i] && file_exists(paths[i]))
            result = add_folder(a, h, paths[i], i ? arena_printf(a, "%zu:", i) : "", err);
    hash_end(h, out);
    arena_free(a);
    return result;
}
