/* How far the work is, in one line of the terminal that is written over and taken away again. Nothing where stderr is
 * no terminal, or one that cannot (TERM=dumb). No colours, so NO_COLOR changes nothing. */
#ifndef BASE_PROGRESS_H
#define BASE_PROGRESS_H

#include <stdint.h>

void progress_begin(void); /* from here the time is counted */
/* 1 if the line may be drawn now: there is a terminal, and the last time is a tenth of a second ago. Cheap enough for
 * every hundredth row. */
int progress_due(void);
int progress_wait_ms(void); /* until then; -1 where there will be no line */
/* "what [####      ] text, còn khoảng 3 phút"; no bar for a total of 0. The rest of the time is told once enough is
 * done to know it, until then the time that has passed. `what` and `text` are valid UTF-8; the line is cut to the width
 * of the terminal. */
void progress_show(const char *what, int64_t done, int64_t total, const char *text);
/* Takes the line away, for whatever else gets written to the terminal and at the end. A signal handler may call it. */
void progress_hide(void);

#endif
