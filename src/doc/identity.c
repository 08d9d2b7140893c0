#include "doc/identity.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"

char *identity_lines(struct arena *a, const char *s)
{
    struct buf b;

    buf_init(&b, a);
    while (*s) {
        if (strncmp(s, " / ", 3) == 0) {
            buf_putc(&b, '\n');
            s += 3;
        } else {
            buf_putc(&b, *s++);
        }
    }
    return arena_strdup(a, buf_str(&b));
}

static char *first_letter(struct arena *a, const char *s, char *(*change)(struct arena *, const char *))
{
    const char *rest = s;

    utf8_next(&rest);
    return arena_printf(a, "%s%s", change(a, arena_strndup(a, s, (size_t)(rest - s))), rest);
}

static int is_numbered(const char *name)
{
    const char *blank = strchr(name, ' ');

    return blank && blank[1] >= '0' && blank[1] <= '9';
}

char *identity_inside_sentence(struct arena *a, const char *name)
{
    return is_numbered(name) ? arena_strdup(a, name) : first_letter(a, name, utf8_lower);
}

/* "Ủ" → "U": abbreviations carry no tone or mark except Đ. */
static void add_initial(struct buf *b, const char *word)
{
    uint32_t parts[UTF8_PARTS];
    char out[4];
    const char *p = word;

    utf8_parts(utf8_next(&p), parts);
    buf_add(b, out, utf8_put(parts[0], out));
}

/* "Ủy ban nhân dân" → "UBND" */
static char *initials(struct arena *a, const char *words)
{
    struct buf b;

    buf_init(&b, a);
    for (const char *p = words; *p;) {
        add_initial(&b, p);
        p += strcspn(p, " ");
        p += strspn(p, " ");
    }
    return utf8_upper(a, buf_str(&b));
}

/* Where `full` has more words than `brief` because brief begins with their initials: after the last of them. */
static size_t abbreviated_words(struct arena *a, const char *full, const char *brief)
{
    const char *abbreviation = arena_strndup(a, brief, strcspn(brief, " "));

    if (utf8_length(abbreviation) < 2)
        return 0;
    for (const char *p = full + strcspn(full, " "); *p; p += 1 + strcspn(p + 1, " "))
        if (strcmp(initials(a, arena_strndup(a, full, (size_t)(p - full))), abbreviation) == 0)
            return (size_t)(p - full);
    return 0;
}

static char *named_first(struct arena *a, const char *full, const char *brief)
{
    size_t n = abbreviated_words(a, full, brief);

    if (!n)
        return arena_strdup(a, full);
    return arena_printf(a, "%.*s (%.*s)%s", (int)n, full, (int)strcspn(brief, " "), brief, full + n);
}

static const char *or_empty(const char *s)
{
    return s ? s : "";
}

/* What stands before the unit's own name in the name of its agency: "ỦY BAN NHÂN DÂN" of "… / PHƯỜNG PHÚ DIỄN". */
static char *body_name(struct arena *a, const char *agency, const char *unit_name)
{
    char *whole = utf8_upper(a, agency), *own = utf8_upper(a, unit_name), *p;
    size_t n, m = strlen(own);

    while ((p = strstr(whole, " / ")))
        memmove(p + 1, p + 3, strlen(p + 3) + 1);
    n = strlen(whole);
    if (n <= m + 1 || strcmp(whole + n - m, own) != 0 || whole[n - m - 1] != ' ')
        return NULL;
    return first_letter(a, utf8_lower(a, arena_strndup(a, whole, n - m - 1)), utf8_upper);
}

static struct identity unit_identity(struct arena *a, const struct unit *u)
{
    struct identity who = {.parent_agency = identity_lines(a, or_empty(u->parent_agency)),
                           .agency = identity_lines(a, or_empty(u->agency)),
                           .full = u->name,
                           .brief = u->name,
                           .area = identity_inside_sentence(a, u->name),
                           .symbol = or_empty(u->symbol),
                           .place = or_empty(u->place),
                           .authority = or_empty(u->authority),
                           .position = or_empty(u->position),
                           .signer = or_empty(u->signer)};
    char *body = body_name(a, or_empty(u->agency), u->name);

    if (body) {
        who.full = arena_printf(a, "%s %s", body, who.area);
        who.brief = arena_printf(a, "%s %.*s", initials(a, body),
                                 (int)(is_numbered(who.area) ? strlen(who.area) : strcspn(who.area, " ")), who.area);
    }
    return who;
}

struct identity identity_of(struct arena *a, const struct config *config, const struct catalog *catalog, int unit)
{
    struct identity who;

    if (unit != catalog_unit(catalog, config->unit)) {
        who = unit_identity(a, &catalog->units[unit]);
    } else {
        who = (struct identity){.own = 1,
                                .parent_agency = identity_lines(a, config->parent_agency),
                                .agency = identity_lines(a, config->agency),
                                .full = config->agency_full,
                                .brief = config->agency_short,
                                .area = config->area,
                                .symbol = config->symbol,
                                .place = config->place,
                                .authority = config->authority,
                                .position = config->position,
                                .signer = config->signer};
    }
    who.full_first = named_first(a, who.full, who.brief);
    return who;
}
