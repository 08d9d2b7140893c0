/* How a figure is made, in one sentence: for who follows it from the paper to its rows. */
#ifndef DOC_RULE_H
#define DOC_RULE_H

#include "data/basis.h"

/* "Số cuộc kiểm tra, cùng kỳ năm trước", "Tăng, giảm so với cùng kỳ năm trước: Số cuộc kiểm tra" */
const char *rule_label(struct arena *a, const struct basis *b);
/* "Đếm hồ sơ của Quận Thử và các đơn vị bên dưới: lĩnh vực là Đất đai"; of what is made of other figures, these with
 * their values: "'Hồ sơ trước hạn' (120) + 'Hồ sơ đúng hạn' (30)". */
char *rule_text(struct arena *a, const struct basis *b, const struct catalog *c);
/* Its legal source, else those of what it is made of; "" for none. */
const char *rule_source(struct arena *a, const struct basis *b);
/* "15/12/2017–14/10/2018", "" where it is of no range. */
char *rule_range(struct arena *a, const struct basis *b);

#endif
