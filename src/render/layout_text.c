/* Measuring text and breaking it into lines. Widths are whole numbers of 1/1000 of the size: no rounding, the same
 * breaks everywhere. */
#include <float.h>
#include <math.h>
#include <string.h>

#include "base/buf.h"
#include "base/note.h"
#include "base/safe.h"
#include "base/utf8.h"
#include "render/layout_break.h"

#define CACHED 0x2400     /* code points with remembered widths: Latin, Vietnamese, punctuation */
#define WIDE 1.67         /* a word space this wide is as bad as the narrowest */
#define SHORT_LAST 3000.0 /* a last line shorter than this (3 em) is avoided */
#define COST_SHORT_LAST 4e3
#define COST_TIED 1e7 /* breaking at U+00A0, only in what is wider than a line */
#define COST_SEAM 1e8 /* splitting a word behind a sign, as in an address */
#define COST_CUT 1e9  /* splitting a word, likewise */
#define SHOWN 60      /* characters of a text quoted in a message */
#define NBSP 0xA0
#define NARROW_NBSP 0x202F
#define INSTEAD ((unsigned char)*SAFE_INSTEAD)
#define MISSING_TOLD 10 /* characters, each for itself */

/* ---- measuring ---- */

/* Each is told once, where it stands first. */
static void note_missing(struct layout *l, uint32_t cp, const char *text)
{
    char c[5] = "";

    for (size_t i = 0; i < l->missing.n; i++)
        if (l->missing.v[i] == cp)
            return;
    *vec_add(l->arena, &l->missing) = cp;
    if (l->missing.n > MISSING_TOLD)
        return;
    c[utf8_put(cp, c)] = '\0';
    note_add(
        l->notes, NOTE_ERROR, "thieu_chu", l->place,
        "Phông chữ không có ký tự “%s” (U+%04X) của “%s” nên in dấu %c thay cho nó; hãy thay ký tự đó ở nơi nhập hoặc "
        "khai phông chữ khác trong fonts/fonts.ini.",
        c, (unsigned)cp, text_short(l->arena, text), INSTEAD);
}

void text_missing(struct layout *l)
{
    if (l->missing.n > MISSING_TOLD)
        note_add(l->notes, NOTE_ERROR, "thieu_chu", "", "Phông chữ còn không có %zu ký tự khác, cũng in dấu %c.",
                 l->missing.n - MISSING_TOLD, INSTEAD);
}

static int32_t glyph_advance(struct layout *l, enum face face, uint32_t cp, const char *text)
{
    int32_t w;

    if (cp == NBSP || cp == NARROW_NBSP)
        cp = ' '; /* printed as blanks: found when searched for, and every font has one */
    if (cp >= CACHED) {
        w = l->metrics->advance(l->metrics->ctx, face, cp);
    } else {
        int32_t *known;

        if (!l->advance[face])
            l->advance[face] = arena_alloc(l->arena, CACHED * sizeof *l->advance[face]);
        known = &l->advance[face][cp];
        if (*known > 0)
            return *known - 1;
        w = l->metrics->advance(l->metrics->ctx, face, cp);
        if (w >= 0)
            *known = w + 1;
    }
    if (w >= 0)
        return w;
    note_missing(l, cp, text);
    return cp == INSTEAD ? 0 : glyph_advance(l, face, INSTEAD, text);
}

static uint32_t next(const char **s)
{
    unsigned char c = (unsigned char)**s;

    if (c < 0x80) {
        *s += c != 0;
        return c;
    }
    return utf8_next(s);
}

int64_t text_em(struct layout *l, enum face face, const char *s, size_t n)
{
    const char *start = s, *end = s + n;
    int64_t em = 0;

    while (s < end)
        em += glyph_advance(l, face, next(&s), start);
    return em;
}

const char *text_shown(struct layout *l, enum face face, const char *s)
{
    struct buf b;

    if (!l->missing.n)
        return s;
    buf_init(&b, l->arena);
    while (*s) {
        const char *start = s;
        uint32_t cp = next(&s);
        int is_missing = 0;

        for (size_t i = 0; i < l->missing.n && !is_missing; i++)
            is_missing = l->missing.v[i] == cp && l->metrics->advance(l->metrics->ctx, face, cp) < 0;
        if (is_missing)
            buf_puts(&b, SAFE_INSTEAD);
        else
            buf_add(&b, start, (size_t)(s - start));
    }
    return buf_str(&b);
}

double text_width(struct layout *l, enum face face, double size, const char *s)
{
    return (double)text_em(l, face, s, strlen(s)) * size / 1000;
}

double ascent(const struct layout *l, enum face face, double size)
{
    return l->metrics->ascent[face] * size / 1000;
}

double descent(const struct layout *l, enum face face, double size)
{
    return l->metrics->descent[face] * size / 1000;
}

const char *text_keep_blanks(struct arena *a, const char *s)
{
    struct buf b;

    if (!strstr(s, "  "))
        return s;
    buf_init(&b, a);
    for (; *s; s++) {
        if (*s == ' ' && (s[1] == ' ' || (b.n && b.p[b.n - 1] == '\xA0')))
            buf_puts(&b, "\xC2\xA0");
        else
            buf_putc(&b, *s);
    }
    return buf_str(&b);
}

/* ---- words ---- */

enum blank { NO_BLANK, BLANK_PLAIN, BLANK_TIED, BLANK_LINE };

static enum blank blank_of(uint32_t cp)
{
    if (cp > ' ' && cp < 0x80)
        return NO_BLANK;
    if (cp == '\n')
        return BLANK_LINE;
    if (cp == NBSP || cp == NARROW_NBSP)
        return BLANK_TIED;
    return utf8_is_blank(cp) ? BLANK_PLAIN : NO_BLANK;
}

struct reader { /* of words */
    struct layout *l;
    struct breaker *b;
    int open; /* the last atom may get more pieces */
    int plain, tied, lines;
    int64_t glue;
};

static struct atom *atom_add(struct reader *r)
{
    struct atom *a = vec_add(r->l->arena, &r->b->atoms);

    memset(a, 0, sizeof *a);
    a->piece = r->b->pieces.n;
    a->joint = JOINT_END;
    return a;
}

/* The blanks read so far become the joint behind the last atom. */
static void close_atom(struct reader *r)
{
    struct breaker *b = r->b;
    int wide = r->tied && r->plain + r->tied > 1;

    if (b->atoms.n == 0 && r->tied && !r->lines)
        atom_add(r); /* a gap at the very beginning stays */
    if (b->atoms.n > 0) {
        struct atom *a = &b->atoms.v[b->atoms.n - 1];

        a->blanks = r->plain + r->tied > 0;
        if (r->lines) {
            a->joint = JOINT_LINE;
        } else if (r->tied) {
            a->joint = JOINT_TIED;
            a->blanks = r->plain + r->tied;
            a->glue = wide ? r->glue : r->glue / (r->plain + r->tied);
        } else {
            a->joint = JOINT_BLANK;
            a->glue = r->glue / r->plain; /* any number of blanks counts as one */
        }
        for (int i = 1; i < r->lines; i++)
            atom_add(r)->joint = JOINT_LINE;
    }
    r->open = 0;
    r->plain = r->tied = r->lines = 0;
    r->glue = 0;
}

static void read_run(struct reader *r, const struct run *run, const struct text_style *s)
{
    struct breaker *b = r->b;
    enum face face = (enum face)((run->style | s->style) & (RUN_BOLD | RUN_ITALIC));
    struct piece *piece = NULL;
    const char *p = run->text;

    while (*p) {
        const char *start = p;
        uint32_t cp = next(&p);
        enum blank blank = blank_of(cp);
        int32_t w;

        if (blank != NO_BLANK) {
            piece = NULL;
            r->plain += blank == BLANK_PLAIN;
            r->tied += blank == BLANK_TIED;
            r->lines += blank == BLANK_LINE;
            if (blank != BLANK_LINE)
                r->glue += glyph_advance(r->l, face, ' ', run->text);
            continue;
        }
        w = glyph_advance(r->l, face, cp, run->text);
        if (r->plain || r->tied || r->lines)
            close_atom(r);
        if (!r->open) {
            atom_add(r);
            r->open = 1;
            piece = NULL;
        }
        if (!piece) {
            piece = vec_add(r->l->arena, &b->pieces);
            *piece = (struct piece){.s = start, .run = run, .face = face};
            b->atoms.v[b->atoms.n - 1].npieces++;
        }
        piece->n += (size_t)(p - start);
        piece->em += w;
        b->atoms.v[b->atoms.n - 1].em += w;
        if (s->formula && (cp == '=' || cp == '+')) {
            b->atoms.v[b->atoms.n - 1].joint = JOINT_MARK;
            r->open = 0;
        }
    }
}

static void read_words(struct layout *l, const struct text *t, const struct text_style *s)
{
    struct breaker *b = l->breaker;
    struct reader r = {.l = l};

    if (!b)
        b = l->breaker = arena_alloc(l->arena, sizeof *b);
    r.b = b;
    b->pieces.n = b->atoms.n = b->ends.n = 0;
    b->cuts = 0;
    for (size_t i = 0; i < t->n; i++)
        read_run(&r, &t->v[i], s);
    if (b->atoms.n > 0)
        b->atoms.v[b->atoms.n - 1].joint = JOINT_END;
}

static int may_break(enum joint j)
{
    return j != JOINT_TIED;
}

/* One character with the marks that stand on it. */
static const char *character_end(const char *p, const char *end)
{
    next(&p);
    while (p < end) {
        const char *q = p;
        uint32_t cp = next(&q);

        if (cp < 0x300 || cp > 0x36F)
            break;
        p = q;
    }
    return p;
}

static void split_atom(struct layout *l, const struct atom *a)
{
    struct breaker *b = l->breaker;
    size_t last_piece = a->piece + a->npieces;

    for (size_t i = a->piece; i < last_piece; i++) {
        struct piece whole = b->pieces.v[i];
        const char *end = whole.s + whole.n;

        for (const char *p = whole.s; p < end;) {
            const char *q = character_end(p, end);
            struct atom *part = vec_add(l->arena, &b->split);
            int64_t em = text_em(l, whole.face, p, (size_t)(q - p));

            *part = (struct atom){.piece = b->pieces.n,
                                  .npieces = 1,
                                  .em = em,
                                  .joint = JOINT_CUT,
                                  .seam = strchr("/-._&=?", *p) != NULL};
            *vec_add(l->arena, &b->pieces) =
                (struct piece){.s = p, .n = (size_t)(q - p), .em = em, .run = whole.run, .face = whole.face};
            p = q;
        }
    }
    b->split.v[b->split.n - 1].glue = a->glue;
    b->split.v[b->split.n - 1].blanks = a->blanks;
    b->split.v[b->split.n - 1].joint = a->joint;
}

/* What is wider than `room` and holds no place to break gets one: at its tied blanks first, then at its characters. */
static void open_wide(struct layout *l, int64_t room)
{
    struct breaker *b = l->breaker;
    int wide_atom = 0;

    for (size_t i = 0, j; i < b->atoms.n; i = j) {
        int64_t em = 0;

        for (j = i; j < b->atoms.n; j++) {
            wide_atom |= b->atoms.v[j].em > room;
            em += b->atoms.v[j].em;
            if (may_break(b->atoms.v[j].joint))
                break;
            em += b->atoms.v[j].glue;
        }
        j += j < b->atoms.n;
        if (em > room)
            for (size_t k = i; k + 1 < j; k++)
                b->atoms.v[k].joint = JOINT_UNTIED;
    }
    if (!wide_atom)
        return;
    b->split.n = 0;
    for (size_t i = 0; i < b->atoms.n; i++) {
        struct atom a = b->atoms.v[i];

        if (a.em > room)
            split_atom(l, &a);
        else
            *vec_add(l->arena, &b->split) = a;
    }
    b->atoms.n = 0;
    for (size_t i = 0; i < b->split.n; i++)
        *vec_add(l->arena, &b->atoms) = b->split.v[i];
}

/* ---- lines ---- */

/* Fills every line; returns their number. With `keep`, notes the ends. */
static size_t fill_lines(struct layout *l, int64_t room, int64_t indent, int keep)
{
    struct breaker *b = l->breaker;
    const struct atom *a = b->atoms.v;
    size_t lines = 0, start = 0;

    while (start < b->atoms.n) {
        int64_t space = lines ? room : room - indent, em = 0;
        size_t best = 0, j;

        for (j = start; j < b->atoms.n; j++) {
            em += a[j].em;
            if (em > space && best)
                break;
            if (may_break(a[j].joint)) {
                best = j + 1;
                if (a[j].joint == JOINT_LINE || em > space)
                    break;
            }
            em += a[j].glue;
        }
        if (!best)
            best = b->atoms.n; /* tied to the very end: only when tied blanks lead nowhere */
        if (keep)
            *vec_add(l->arena, &b->ends) = best;
        start = best;
        lines++;
    }
    return lines;
}

/* The narrowest column that needs no more lines. */
static int64_t balanced_room(struct layout *l, int64_t room, int64_t indent)
{
    struct breaker *b = l->breaker;
    size_t lines = fill_lines(l, room, indent, 0);
    int64_t low = 0, high = room, em = 0;

    for (size_t i = 0; i < b->atoms.n; i++) {
        em += b->atoms.v[i].em;
        if (em > low)
            low = em;
        em = may_break(b->atoms.v[i].joint) ? 0 : em + b->atoms.v[i].glue;
    }
    while (low < high) {
        int64_t middle = low + (high - low) / 2;

        if (fill_lines(l, middle, indent, 0) <= lines)
            high = middle;
        else
            low = middle + 1;
    }
    return high > room ? room : high;
}

static double joint_cost(const struct atom *a)
{
    return a->joint == JOINT_CUT ? a->seam ? COST_SEAM : COST_CUT : a->joint == JOINT_UNTIED ? COST_TIED : 0;
}

/* How bad a line is whose atoms need `em`, its blanks `glue`. */
static double line_cost(double em, double glue, double space, int last)
{
    double stretch = glue > 0 ? (space - em) / glue : DBL_MAX, off;

    if (last && em + glue <= space)
        return em + glue < SHORT_LAST ? COST_SHORT_LAST : 0;
    off = stretch < 1 ? (1 - stretch) / (1 - SHRINK) : (fmin(stretch, GAPING) - 1) / (WIDE - 1);
    off = 100 * off * off * off;
    if (stretch > GAPING) /* ragged: worse than any justified line, and the shorter the worse */
        off += (space - em - glue) / 10;
    return (10 + off) * (10 + off);
}

/* The lines of least total cost over the whole paragraph (D. E. Knuth, M. F. Plass: Breaking Paragraphs into Lines). */
static void best_lines(struct layout *l, int64_t room, int64_t indent)
{
    struct breaker *b = l->breaker;
    const struct atom *a = b->atoms.v;
    size_t n = b->atoms.n, k;

    b->cost.n = b->from.n = 0;
    for (size_t i = 0; i <= n; i++) {
        *vec_add(l->arena, &b->cost) = i ? DBL_MAX : 0;
        *vec_add(l->arena, &b->from) = 0;
    }
    for (size_t end = 1; end <= n; end++) {
        enum joint joint = a[end - 1].joint;
        int last = joint == JOINT_LINE || joint == JOINT_END;
        int64_t em = 0, glue = 0;

        if (!may_break(joint))
            continue;
        for (size_t start = end; start-- > 0;) {
            double space = (double)(start ? room : room - indent), cost;

            if (start + 1 < end) {
                if (a[start].joint == JOINT_LINE)
                    break;
                glue += a[start].glue;
            }
            em += a[start].em;
            if ((double)em + SHRINK * (double)glue > space && start + 1 < end)
                break;
            if (b->cost.v[start] == DBL_MAX)
                continue;
            cost = b->cost.v[start] + line_cost((double)em, (double)glue, space, last) + joint_cost(&a[end - 1]);
            if (cost < b->cost.v[end]) {
                b->cost.v[end] = cost;
                b->from.v[end] = start;
            }
        }
    }
    if (b->cost.v[n] == DBL_MAX) { /* tied blanks with nothing to break at */
        fill_lines(l, room, indent, 1);
        return;
    }
    for (k = n; k > 0; k = b->from.v[k])
        *vec_add(l->arena, &b->ends) = k;
    for (size_t i = 0; i < b->ends.n / 2; i++) {
        size_t swap = b->ends.v[i];

        b->ends.v[i] = b->ends.v[b->ends.n - 1 - i];
        b->ends.v[b->ends.n - 1 - i] = swap;
    }
}

void break_lines(struct layout *l, const struct text *t, const struct text_style *s)
{
    struct breaker *b;
    /* A little more than the width: what was measured to fit exactly must fit. */
    int64_t room = (int64_t)(s->width * 1000 / s->size + 0.5), indent = (int64_t)(s->indent * 1000 / s->size + 0.5);

    read_words(l, t, s);
    b = l->breaker;
    if (b->atoms.n == 0)
        return;
    open_wide(l, indent > 0 ? room - indent : room);
    if (s->align == TEXT_JUSTIFY)
        best_lines(l, room, indent);
    else
        fill_lines(l, s->balanced ? balanced_room(l, room, indent) : room, indent, 1);
    for (size_t i = 0; i + 1 < b->ends.n; i++) {
        if (b->atoms.v[b->ends.v[i] - 1].joint == JOINT_CUT && b->cuts++ == 0)
            b->cut_atom = b->ends.v[i] - 1;
    }
}

size_t text_count(struct layout *l, const struct text *t, const struct text_style *s)
{
    break_lines(l, t, s);
    return l->breaker->ends.n;
}

void text_extent(struct layout *l, const struct text *t, unsigned style, int formula, int64_t *least, int64_t *whole)
{
    const struct text_style s = {.style = style, .formula = formula};
    const struct breaker *b;
    int64_t part = 0, line = 0;

    *least = *whole = 0;
    read_words(l, t, &s);
    b = l->breaker;
    for (size_t i = 0; i < b->atoms.n; i++) {
        const struct atom *a = &b->atoms.v[i];

        part += a->em;
        line += a->em;
        if (part > *least)
            *least = part;
        if (line > *whole)
            *whole = line;
        part = may_break(a->joint) ? 0 : part + a->glue;
        line = a->joint == JOINT_LINE ? 0 : line + a->glue;
    }
}

const char *text_short(struct arena *a, const char *s)
{
    const char *p = s;

    for (int i = 0; i < SHOWN && *p; i++)
        next(&p);
    return *p ? arena_printf(a, "%.*s…", (int)(p - s), s) : s;
}

void text_note_cuts(struct layout *l, const struct text_lines *lines)
{
    if (lines->cuts)
        note_add(l->notes, NOTE_WARNING, "tu_bi_ngat", l->place,
                 "Có từ dài hơn bề rộng dành cho nó nên phải ngắt ở giữa từ, trong đoạn “%s”.",
                 text_short(l->arena, lines->cut_word));
}
