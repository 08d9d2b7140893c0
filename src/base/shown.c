#include "base/shown.h"

#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"

/* "HS 001" is one, "số 5 phố Huế" is none: words without a digit are few in codes. */
static int is_code(const char *text)
{
    size_t words = 0, digits = 0, in_word = 0, letters = 0;
    uint32_t cp;

    if (!*text)
        return 1;
    do {
        cp = utf8_next(&text);
        if (cp && !utf8_is_blank(cp)) {
            in_word += cp >= '0' && cp <= '9';
            letters += (cp | 0x20) >= 'a';
            continue;
        }
        words += letters && !in_word;
        digits += in_word;
        in_word = letters = 0;
    } while (cp);
    return digits && words <= 1;
}

const char *shown_value(struct arena *a, const char *text)
{
    const char *rest = text;

    if (!utf8_valid(text, strlen(text)))
        return arena_printf(a, "… (%zu byte)", strlen(text));
    if (is_code(text))
        return text;
    utf8_next(&rest);
    return arena_printf(a, "%.*s… (%zu ký tự)", (int)(rest - text), text, utf8_length(text));
}
