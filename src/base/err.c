#include "base/err.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Cuts the text where a sequence begun is not complete: vsnprintf stops in the middle of a character. */
static void cut_at_character(char *text)
{
    size_t n = strlen(text), start = n, length;
    unsigned char lead;

    while (start > 0 && ((unsigned char)text[start - 1] & 0xC0) == 0x80)
        start--;
    if (start == 0)
        return;
    lead = (unsigned char)text[--start];
    length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (n - start < length)
        text[start] = '\0';
}

__attribute__((format(printf, 3, 0))) static void format(char *out, size_t size, const char *fmt, va_list args)
{
    vsnprintf(out, size, fmt, args);
    cut_at_character(out);
}

int err_set(struct err *e, enum status status, const char *fmt, ...)
{
    va_list args;

    if (e->status != ST_OK)
        return -1;
    e->status = status;
    va_start(args, fmt);
    format(e->text, sizeof e->text, fmt, args);
    va_end(args);
    return -1;
}

int err_prefix(struct err *e, const char *fmt, ...)
{
    char text[sizeof e->text];
    va_list args;
    size_t n;

    va_start(args, fmt);
    format(text, sizeof text, fmt, args);
    va_end(args);
    n = strlen(text);
    snprintf(text + n, sizeof text - n, "%s", e->text);
    cut_at_character(text);
    memcpy(e->text, text, strlen(text) + 1);
    return -1;
}

/* The failures that a user can do something about; own texts, because strerror speaks the language of the locale. */
static const struct reason {
    int number;
    enum status status;
    const char *text;
} reasons[] = {
    {ENOENT, ST_CANTCREATE, "không có thư mục hoặc tệp này"},
    {EACCES, ST_NOPERM, "không có quyền truy cập; hãy kiểm tra quyền của tệp và thư mục"},
    {EPERM, ST_NOPERM, "hệ điều hành không cho phép"},
    {EROFS, ST_NOPERM, "ổ đĩa chỉ cho đọc"},
    {EEXIST, ST_CANTCREATE, "đã có tệp hoặc thư mục cùng tên"},
    {ENOTDIR, ST_CANTCREATE, "một phần của đường dẫn không phải là thư mục"},
    {EISDIR, ST_CANTCREATE, "đây là thư mục, không phải tệp"},
    {ENAMETOOLONG, ST_CANTCREATE, "tên quá dài"},
    {ELOOP, ST_CANTCREATE, "quá nhiều liên kết nối tiếp nhau trong đường dẫn"},
    {EMFILE, ST_IO, "chương trình đang mở quá nhiều tệp"},
    {ENFILE, ST_IO, "máy đang mở quá nhiều tệp"},
    {ENOTEMPTY, ST_CANTCREATE, "thư mục không rỗng"},
    {EXDEV, ST_CANTCREATE, "nguồn và đích nằm trên hai ổ đĩa khác nhau"},
    {ENOSPC, ST_IO, "ổ đĩa đã đầy; hãy giải phóng dung lượng rồi chạy lại"},
    {EDQUOT, ST_IO, "đã dùng hết hạn mức ổ đĩa; hãy giải phóng dung lượng rồi chạy lại"},
    {EFBIG, ST_IO, "tệp vượt quá cỡ cho phép"},
    {EIO, ST_IO, "lỗi đọc ghi của ổ đĩa"},
    {ENOMEM, ST_IO, "máy hết bộ nhớ"},
    {EAGAIN, ST_IO, "máy tạm hết tài nguyên (trình, bộ nhớ); hãy chạy lại sau"},
    {EBUSY, ST_IO, "đang có chương trình khác dùng"},
    {ETXTBSY, ST_IO, "đang có chương trình khác dùng"},
};

int err_sys(struct err *e, int errno_value, const char *fmt, ...)
{
    char number[32];
    const char *reason = number;
    va_list args;
    size_t n;

    if (e->status != ST_OK)
        return -1;
    e->status = ST_IO;
    snprintf(number, sizeof number, "mã lỗi hệ thống %d", errno_value);
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++) {
        if (reasons[i].number == errno_value) {
            e->status = reasons[i].status;
            reason = reasons[i].text;
        }
    }
    va_start(args, fmt);
    format(e->text, sizeof e->text, fmt, args);
    va_end(args);
    n = strlen(e->text);
    snprintf(e->text + n, sizeof e->text - n, ": %s.", reason);
    cut_at_character(e->text);
    return -1;
}
