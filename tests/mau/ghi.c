/* The CSV files, with the columns that `cchc-report import` knows. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "mau.h"

static void text(FILE *out, const char *s)
{
    if (!s)
        return;
    if (!strpbrk(s, ",\"\n")) {
        fputs(s, out);
        return;
    }
    putc('"', out);
    for (; *s; s++) {
        if (*s == '"')
            putc('"', out);
        putc(*s, out);
    }
    putc('"', out);
}

/* One line of text cells; NULL is an empty cell. */
static void line(FILE *out, const char *const *cells, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (i)
            putc(',', out);
        text(out, cells[i]);
    }
    putc('\n', out);
}
#define LINE(...) \
    line(out, (const char *const[]){__VA_ARGS__}, sizeof(const char *const[]){__VA_ARGS__} / sizeof(const char *))

static const char *whole(char buffer[24], int64_t n)
{
    snprintf(buffer, 24, "%" PRId64, n);
    return buffer;
}

static void units(FILE *out, const struct sample *s, const struct dossiers *d)
{
    (void)d;
    LINE("ma", "ten", "cap", "ma_cha", "thu_tu", "hieu_luc_tu", "hieu_luc_den", "co_quan_chu_quan", "ten_co_quan",
         "ky_hieu", "dia_danh", "quyen_han_ky", "chuc_vu_ky", "nguoi_ky");
    for (size_t i = 0; i < s->nunits; i++) {
        const struct sample_unit *u = &s->unit[i];
        char order[24];
        LINE(u->code, u->name, u->level, u->parent, whole(order, (int64_t)i), u->from, u->to, u->parent_agency,
             u->agency, u->symbol, u->place, u->authority, u->position, NULL);
    }
}

static void fields(FILE *out, const struct sample *s, const struct dossiers *d)
{
    (void)d;
    LINE("ma", "ten", "thu_tu");
    for (size_t i = 0; i < s->nfields; i++) {
        char order[24];
        LINE(s->field[i].code, s->field[i].name, whole(order, (int64_t)i + 1));
    }
}

static void procedures(FILE *out, const struct sample *s, const struct dossiers *d)
{
    (void)d;
    LINE("ma", "ten", "linh_vuc", "cap", "muc_do", "mot_cua", "lien_thong", "quy_trinh_noi_bo", "hieu_luc_tu",
         "hieu_luc_den");
    for (size_t i = 0; i < s->nprocedures; i++) {
        const struct sample_procedure *p = &s->procedure[i];
        LINE(p->code, p->name, p->field, p->level, p->online, "1", p->linked ? "1" : "0", "1", p->from, NULL);
    }
}

static void dossiers(FILE *out, const struct sample *s, const struct dossiers *d)
{
    LINE("ma", "don_vi", "tthc", "kenh", "ngay_tiep_nhan", "ngay_hen_tra", "ngay_ket_thuc", "ket_qua",
         "ngay_yeu_cau_bo_sung", "ngay_bo_sung", "nop_tai_nha", "tra_buu_chinh", "nguyen_nhan");
    for (size_t i = 0; i < d->n; i++) {
        const struct dossier *v = &d->v[i];
        struct ymd r = day_to_ymd(v->received);
        char code[64], received[11], due[11], ended[11], asked[11], supplied[11];
        snprintf(code, sizeof code, "%s-%02d%02d%02d-%04" PRIu32, s->unit[v->unit].dossier_prefix, r.year % 100,
                 r.month, r.day, v->number);
        LINE(code, s->unit[v->unit].code, s->procedure[v->procedure].code, v->channel, day_iso(v->received, received),
             day_iso(v->due, due), day_iso(v->ended, ended), v->outcome, day_iso(v->asked, asked),
             day_iso(v->supplied, supplied), v->at_home ? "1" : "0", v->post_return ? "1" : "0", v->cause);
    }
}

static void inspections(FILE *out, const struct sample *s, const struct dossiers *d)
{
    (void)d;
    LINE("ma", "don_vi", "loai", "hinh_thuc", "ngay", "co_quan", "so_van_de", "so_da_xu_ly", "ngay_xu_ly_xong");
    for (size_t i = 0; i < s->ninspections; i++) {
        const struct sample_inspection *k = &s->inspection[i];
        char code[32], issues[24], settled[24];
        snprintf(code, sizeof code, "KT-%.4s-%03zu", k->day, i + 1);
        LINE(code, k->unit, k->kind, k->manner, k->day, k->agency, whole(issues, k->issues), whole(settled, k->settled),
             k->settled_on);
    }
}

static void tasks(FILE *out, const struct sample *s, const struct dossiers *d)
{
    (void)d;
    LINE("ma", "don_vi", "ke_hoach", "nguon", "noi_dung", "ngay_giao", "ngay_bat_dau", "han", "ngay_hoan_thanh");
    for (size_t i = 0; i < s->ntasks; i++) {
        const struct sample_task *t = &s->task[i];
        LINE(t->code, t->unit, t->plan, t->source, t->text, t->given, t->begun, t->due, t->done);
    }
}

static void entries(FILE *out, const struct sample *s, const struct dossiers *d)
{
    (void)d;
    LINE("chi_tieu", "don_vi", "tu_ngay", "den_ngay", "gia_tri", "ghi_chu");
    for (size_t i = 0; i < s->nentries; i++) {
        const struct sample_entry *e = &s->entry[i];
        LINE(e->figure, e->unit, e->from, e->to, e->value, e->note);
    }
}

static void coverage(FILE *out, const struct sample *s, const struct dossiers *d)
{
    (void)d;
    LINE("bang", "don_vi", "tu_ngay", "den_ngay", "tep", "sha256");
    for (size_t i = 0; i < s->ncoverages; i++) {
        const struct sample_coverage *c = &s->coverage[i];
        char file[64];
        snprintf(file, sizeof file, "%s.csv", c->table);
        LINE(c->table, c->unit, c->from, c->to, file, NULL);
    }
}

enum { PATH = 4096 };

static void path_of(char path[PATH], const char *dir, const char *table)
{
    if (snprintf(path, PATH, "%s/%s.csv", dir, table) >= PATH)
        fail("the folder's name is too long");
}

static FILE *open_table(const char *dir, const char *table)
{
    char path[PATH];
    path_of(path, dir, table);
    FILE *out = fopen(path, "w");
    if (!out)
        fail("cannot write %s: %s", path, strerror(errno));
    return out;
}

static void close_table(FILE *out, const char *table)
{
    int bad = ferror(out);
    if (fclose(out) != 0 || bad)
        fail("cannot write %s.csv: %s", table, strerror(errno));
}

void write_tables(const struct sample *s, const struct dossiers *d, const char *dir)
{
    const struct {
        const char *table;
        void (*write)(FILE *, const struct sample *, const struct dossiers *);
        size_t rows;
    } tables[] = {
        {"don_vi", units, s->nunits},
        {"linh_vuc", fields, s->nfields},
        {"tthc", procedures, s->nprocedures},
        {"ho_so", dossiers, d->n},
        {"kiem_tra", inspections, s->ninspections},
        {"nhiem_vu", tasks, s->ntasks},
        {"so_lieu", entries, s->nentries},
        {"pham_vi", coverage, s->ncoverages},
    };
    for (size_t i = 0; i < COUNT(tables); i++) {
        if (!tables[i].rows) { /* nor that of an earlier plan */
            char path[PATH];
            path_of(path, dir, tables[i].table);
            remove(path);
            continue;
        }
        FILE *out = open_table(dir, tables[i].table);
        tables[i].write(out, s, d);
        close_table(out, tables[i].table);
    }
}
