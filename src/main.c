/* The program: which verb, with which options; its status is the exit code. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/log.h"
#include "base/progress.h"
#include "base/vi.h"
#include "run/changes.h"
#include "run/check.h"
#include "run/check_text.h"
#include "run/cube.h"
#include "run/due.h"
#include "run/explain.h"
#include "run/generate.h"
#include "run/import.h"
#include "run/init.h"
#include "run/ledger.h"
#include "run/lint.h"
#include "run/options.h"
#include "run/status.h"
#include "run/verify.h"
#include "run/version.h"

/* What shells give for a process ended by a signal. */
enum { STATUS_OF_SIGNAL = 128 };

/* 0, 1 (findings) or -1 with an error. */
typedef int (*verb_function)(const struct arguments *args, struct err *err);

static struct run_request request_of(const struct arguments *args)
{
    return (struct run_request){
        .config_path = args->config,
        .period = args->period,
        .from = args->from,
        .to = args->to,
        .report = args->report,
        .output_dir = args->output,
        .unit = args->unit,
        .all_units = args->all_units,
        .correction = args->correction,
        .final = args->final,
        .number = args->number,
        .date = args->date,
        .numbers = args->numbers,
    };
}

static int verb_init(const struct arguments *args, struct err *err)
{
    return run_init(args->database, args->upgrade, err);
}

static int verb_import(const struct arguments *args, struct err *err)
{
    const struct import_options o = {
        .database = args->database,
        .table = args->table,
        .map = args->map,
        .strict = args->strict,
        .coverage_from = args->coverage_from,
        .coverage_to = args->coverage_to,
        .today = args->today,
        .files = args->files,
        .nfiles = args->nfiles,
    };

    return run_import(&o, err);
}

static int verb_run(const struct arguments *args, struct err *err)
{
    const struct run_request q = request_of(args);

    if (!args->due && !q.period)
        return err_set(err, ST_USAGE, "lệnh 'run' cần --period KỲ hoặc --due; xem 'cchc-report run --help'.");
    if (!args->due)
        return run_generate(&q, stdout, err);
    if (q.period || q.unit || q.all_units || q.final || q.correction || q.report || q.from != DAY_NONE ||
        q.to != DAY_NONE)
        return err_set(err, ST_USAGE,
                       "--due làm mọi báo cáo định kỳ của tệp cấu hình, chỉ đi cùng -c, -o và --today; hãy bỏ tùy chọn "
                       "khác.");
    return run_due(&q, args->today == DAY_NONE ? day_of_run() : args->today, stdout, err);
}

static int verb_status(const struct arguments *args, struct err *err)
{
    const struct run_request q = request_of(args);

    return run_status(&q, args->today == DAY_NONE ? day_of_run() : args->today, args->json, stdout, err);
}

static int verb_cube(const struct arguments *args, struct err *err)
{
    const struct run_request q = request_of(args);

    return run_cube(&q, stdout, err);
}

static int verb_check(const struct arguments *args, struct err *err)
{
    const struct run_request q = request_of(args);

    if (args->changes && (args->deep || args->today != DAY_NONE))
        return err_set(err, ST_USAGE,
                       "--changes chỉ so với các bản đã công bố, không đi cùng --deep, --today; hãy bỏ một.");
    if (args->changes)
        return run_changes(&q, stdout, err);
    return run_check(&q, args->deep, args->today, stdout, err);
}

static int verb_explain(const struct arguments *args, struct err *err)
{
    const struct run_request q = request_of(args);
    const struct explain_request e = {
        .id = args->nfiles ? args->files[0] : NULL, .list = args->list, .excluded = args->excluded};

    if (args->nfiles > 1)
        return err_set(err, ST_USAGE, "mỗi lần chỉ giải thích một số liệu; đang có %zu mã.", args->nfiles);
    return run_explain(&q, &e, stdout, err);
}

static int verb_ledger(const struct arguments *args, struct err *err)
{
    const struct run_request q = request_of(args);

    return run_ledger(&q, stdout, err);
}

static int verb_check_text(const struct arguments *args, struct err *err)
{
    return run_check_text(args->files, args->nfiles, stdout, err);
}

static int verb_verify(const struct arguments *args, struct err *err)
{
    return run_verify(args->files, args->nfiles, stdout, err);
}

static int verb_lint(const struct arguments *args, struct err *err)
{
    return run_lint(args->config, args->files, args->nfiles, err);
}

static int verb_fields(const struct arguments *args, struct err *err)
{
    return args->units ? run_units(args->config, stdout, err) : run_fields(args->config, stdout, err);
}

static const struct verb {
    struct verb_usage usage;
    verb_function run;
} verbs[] = {
    {
        .usage =
            {
                .name = "init",
                .summary = "tạo cơ sở dữ liệu trống, hoặc nâng cấp bản cũ",
                .about = "Tạo tệp cơ sở dữ liệu SQLite trống với đủ các bảng. Tệp đã có thì không đụng đến,\n"
                         "trừ khi dùng --upgrade: khi đó cấu trúc của bản cũ được nâng lên trong một giao dịch.\n",
                .options = (const char *const[]){"db", "upgrade", NULL},
                .required = (const char *const[]){"db", NULL},
                .examples = "  cchc-report init --db cchc.db\n"
                            "  cchc-report init --db cchc.db --upgrade\n",
                .codes = (const int[]){65, 66, 73, 74, 75, 77, 0},
            },
        .run = verb_init,
    },
    {
        .usage =
            {
                .name = "import",
                .summary = "nạp tệp CSV vào một bảng",
                .about =
                    "Nạp từng tệp CSV vào một bảng, mỗi tệp một giao dịch. Dòng trùng mã thì cập nhật (dòng cũ giữ\n"
                    "lại trong lịch sử), nên nạp lại cùng một tệp không đổi gì. Dòng sai ghi ra TỆP.loi.csv kèm\n"
                    "lý do. CSV: UTF-8 hoặc UTF-16; dấu phẩy, chấm phẩy hoặc tab; dòng đầu là tên cột của bảng.\n",
                .options = (const char *const[]){"db", "table", "map", "strict", "coverage", "today", NULL},
                .required = (const char *const[]){"db", "table", NULL},
                .files = FILES_REQUIRED,
                .files_label = "TỆP…",
                .examples =
                    "  cchc-report import --db cchc.db --table don_vi don_vi.csv\n"
                    "  cchc-report import --db cchc.db --table ho_so --coverage 2018-06-15..2018-09-14 ho_so.csv\n"
                    "  cchc-report import --db cchc.db --table ho_so --map mot-cua.ini xuat-mot-cua.csv\n",
                .codes = (const int[]){1, 65, 66, 73, 74, 75, 77, 78, 0},
            },
        .run = verb_import,
    },
    {
        .usage =
            {
                .name = "run",
                .summary = "làm báo cáo (PDF) và phụ lục (XLSX) của một kỳ",
                .about =
                    "Đếm số liệu của kỳ rồi làm báo cáo PDF, phụ lục XLSX và manifest.json vào thư mục\n"
                    "<kết quả>/<KỲ>/<MÃ>/<MẪU>/du-thao (hoặc chinh-thuc với --final). Thư mục chỉ hiện ra khi mọi tệp\n"
                    "đã ghi và kiểm tra xong; bản chính thức không bao giờ bị ghi đè.\n"
                    "Không có --unit, --all-units: báo cáo của chính cơ quan. --unit: của một đơn vị bên dưới;\n"
                    "--all-units: của từng đơn vị, cùng một lần đếm; đơn vị nào không làm được thì nêu tên và lý do,\n"
                    "các đơn vị khác vẫn có (mã 74). Đầu văn bản, chữ ký của đơn vị lấy ở bảng don_vi.\n"
                    "--correction: báo cáo đính chính những số liệu của bản chính thức nay đã khác, cùng danh sách hồ\n"
                    "sơ làm chúng khác, vào <MẪU>/dinh-chinh/du-thao (bản chính thức: dinh-chinh/<ngày>-so-<số>);\n"
                    "không có gì khác thì không làm văn bản nào.\n"
                    "--due: làm dự thảo của mọi báo cáo định kỳ (mục [dinh_ky.<tên>]) đã đến kỳ mà chưa có hoặc không\n"
                    "còn đúng, kỳ cũ trước; báo cáo chưa đủ số liệu thì nêu đơn vị còn thiếu và để lần sau (mã 75).\n"
                    "Đường dẫn các tệp in ra stdout.\n",
                .options =
                    (const char *const[]){"config", "period", "report", "from", "to", "unit", "all-units", "output",
                                          "correction", "final", "number", "date", "numbers", "due", "today", NULL},
                .required = (const char *const[]){"config", NULL},
                .examples = "  cchc-report run -c co-quan.ini --period 2018-Q3\n"
                            "  cchc-report run -c co-quan.ini --period 2018-9M --from 2018-01-01 --to 2018-08-31\n"
                            "  cchc-report run -c co-quan.ini --period 2018-Q3 --final --number 41 --date 2018-09-20\n"
                            "  cchc-report run -c co-quan.ini --period 2018-Q3 --correction\n"
                            "  cchc-report run -c co-quan.ini --period 2018-Q3 --unit PHUDIEN\n"
                            "  cchc-report run -c co-quan.ini --period 2018-Q3 --all-units --final --numbers so.csv\n",
                .codes = (const int[]){65, 66, 69, 70, 73, 74, 75, 77, 78, 130, 143, 0},
            },
        .run = verb_run,
    },
    {
        .usage =
            {
                .name = "cube",
                .summary = "in các ô đã đếm của một kỳ (TSV)",
                .about =
                    "Đếm số liệu của kỳ và in từng ô (đơn vị, thủ tục, kênh, nguồn, tình trạng …) cùng số hồ sơ.\n",
                .options = (const char *const[]){"config", "period", "from", "to", NULL},
                .required = (const char *const[]){"config", "period", NULL},
                .examples = "  cchc-report cube -c co-quan.ini --period 2018-Q3 >quy-3.tsv\n",
                .codes = (const int[]){65, 66, 74, 75, 77, 78, 0},
            },
        .run = verb_cube,
    },
    {
        .usage =
            {
                .name = "check",
                .summary = "nêu những điều cần hỏi lại về số liệu của một kỳ",
                .about =
                    "Kiểm tra số liệu của kỳ và nêu từng điều cần đơn vị trả lời: hồ sơ bị loại hoặc bị từ chối khi\n"
                    "nhập, ngày trái nhau, thiếu hạn trả, quá hạn chưa rõ nguyên nhân, mã trùng nhau, hồ sơ dồn vào\n"
                    "ngày cuối kỳ, đơn vị chưa có số liệu, số nhập chồng nhau, các đẳng thức của biểu; và những gì\n"
                    "không còn như các bản chính thức đã công bố của kỳ trước và kỳ này. Không ghi gì.\n",
                .options = (const char *const[]){"config", "period", "report", "from", "to", "unit", "output",
                                                 "today", "deep", "changes", NULL},
                .required = (const char *const[]){"config", "period", NULL},
                .examples = "  cchc-report check -c co-quan.ini --period 2018-Q3\n"
                            "  cchc-report check -c co-quan.ini --period 2018-Q3 --deep\n"
                            "  cchc-report check -c co-quan.ini --period 2018-Q3 --changes >khac-da-cong-bo.tsv\n",
                .codes = (const int[]){1, 65, 66, 74, 75, 77, 78, 0},
            },
        .run = verb_check,
    },
    {
        .usage =
            {
                .name = "explain",
                .summary = "nêu căn cứ của một con số trong báo cáo: quy tắc, phép tính, từng dòng đã đếm",
                .about =
                    "Nêu quy tắc đếm, căn cứ, khoảng ngày, phép tính với từng số và mọi dòng (hồ sơ, cuộc kiểm tra,\n"
                    "nhiệm vụ, số nhập …) làm thành một số liệu của báo cáo. SỐ_LIỆU là mã mà --list nêu.\n"
                    "TSV (UTF-8) mở được bằng Excel: các dòng đầu bắt đầu bằng #, rồi tên cột, rồi mỗi dòng một hồ "
                    "sơ;\n"
                    "ô bắt đầu bằng = + - @ có dấu ' ở trước.\n",
                .options =
                    (const char *const[]){"config", "period", "unit", "report", "from", "to", "list", "excluded", NULL},
                .required = (const char *const[]){"config", "period", NULL},
                .files = FILES_OPTIONAL,
                .files_label = "SỐ_LIỆU",
                .examples = "  cchc-report explain -c co-quan.ini --period 2018-Q3 --list >so-lieu.tsv\n"
                            "  cchc-report explain -c co-quan.ini --period 2018-Q3 ty_le_dung_han >dung-han.tsv\n"
                            "  cchc-report explain -c co-quan.ini --period 2018-Q3 --unit P01 II.06a/10/linh_vuc=DD\n"
                            "  cchc-report explain -c co-quan.ini --period 2018-Q3 --excluded hs_giai_quyet\n",
                .codes = (const int[]){65, 66, 74, 75, 77, 78, 0},
            },
        .run = verb_explain,
    },
    {
        .usage =
            {
                .name = "ledger",
                .summary = "sổ cái: mọi số liệu đã công bố của một đơn vị (TSV)",
                .about = "In mọi số liệu của các bản chính thức qua các kỳ, kèm số và ngày văn bản, nơi in, tử số và "
                         "mẫu số;\n"
                         "văn bản đính chính chỉ góp những số liệu nó sửa. Thư mục không còn nguyên vẹn (tệp khác với\n"
                         "manifest.json) thì nêu là 'hong', không in số liệu, mã 1. Không đọc cơ sở dữ liệu.\n",
                .options = (const char *const[]){"config", "report", "unit", "output", NULL},
                .required = (const char *const[]){"config", NULL},
                .examples = "  cchc-report ledger -c co-quan.ini >so-cai.tsv\n"
                            "  cchc-report ledger -c co-quan.ini --unit PHUDIEN | grep ty_le_dung_han\n",
                .codes = (const int[]){1, 66, 74, 77, 78, 0},
            },
        .run = verb_ledger,
    },
    {
        .usage =
            {
                .name = "check-text",
                .summary = "soát lại các con số trong một văn bản",
                .about =
                    "Tính lại các con số mà câu văn tự ràng buộc với nhau: tỷ lệ, tăng giảm, tổng và các phần, số còn\n"
                    "lại; nêu chỗ không khớp, chỗ \"100%\" mâu thuẫn nơi khác, hai con số cho cùng một đối tượng, kỳ\n"
                    "ở tên báo cáo không khớp ngày của số liệu. Mỗi chỗ nghi ngờ in: tệp:dòng:cột, trang, đoạn; câu;\n"
                    "phép tính như đã viết; kết quả đúng; lỗi gõ một chữ số hoặc đổi chỗ hai chữ số có thể đã xảy ra.\n"
                    "Đọc văn bản thuần và Markdown (UTF-8, UTF-16). Chữ trong PDF: rút ra bằng pdftotext; trong DOCX:\n"
                    "lưu thành văn bản thuần. Bảng không được soát. Trả về 1 khi có chỗ nghi ngờ.\n",
                .options = (const char *const[]){NULL},
                .required = (const char *const[]){NULL},
                .files = FILES_REQUIRED,
                .files_label = "TỆP…",
                .examples = "  cchc-report check-text du-thao.md\n"
                            "  soffice --convert-to txt:Text bao-cao.docx && cchc-report check-text bao-cao.txt\n"
                            "  pdftotext bao-cao.pdf bao-cao.txt && cchc-report check-text bao-cao.txt\n",
                .codes = (const int[]){1, 65, 66, 74, 77, 0},
            },
        .run = verb_check_text,
    },
    {
        .usage =
            {
                .name = "status",
                .summary = "nêu báo cáo định kỳ nào đã có, đến kỳ, quá hạn",
                .about =
                    "Với mỗi báo cáo ở các mục [dinh_ky.<tên>] của cấu hình: bản gần nhất đã có (dự thảo thì số liệu,\n"
                    "lời văn, mẫu, cấu hình, chương trình có thay đổi sau khi làm hay không), những kỳ đã đến mà\n"
                    "chưa có văn bản, kỳ sắp tới; hạn gửi, số ngày còn lại, đơn vị chưa có số liệu.\n"
                    "Thoát với mã 1 khi có báo cáo quá hạn.\n",
                .options = (const char *const[]){"config", "output", "today", "json", NULL},
                .required = (const char *const[]){"config", NULL},
                .examples = "  cchc-report status -c co-quan.ini\n"
                            "  cchc-report status -c co-quan.ini --json\n",
                .codes = (const int[]){1, 65, 66, 74, 75, 77, 78, 0},
            },
        .run = verb_status,
    },
    {
        .usage =
            {
                .name = "verify",
                .summary = "kiểm tra văn bản đã công bố còn nguyên vẹn không",
                .about =
                    "So mọi tệp của các thư mục đã công bố với manifest.json của chúng: tệp thiếu, tệp bị sửa, bị "
                    "hỏng.\n"
                    "THƯ_MỤC là một thư mục du-thao, chinh-thuc, hoặc thư mục chứa chúng, như cả thư mục kết quả.\n"
                    "Đây là kiểm tra hư hỏng, không thay cho chữ ký số.\n",
                .options = (const char *const[]){NULL},
                .required = (const char *const[]){NULL},
                .files = FILES_REQUIRED,
                .files_label = "THƯ_MỤC…",
                .examples = "  cchc-report verify ket_qua\n"
                            "  cchc-report verify ket_qua/2018-Q3/BTL/cchc_dinh_ky/chinh-thuc\n",
                .codes = (const int[]){1, 66, 74, 77, 0},
            },
        .run = verb_verify,
    },
    {
        .usage =
            {
                .name = "lint",
                .summary = "kiểm tra mẫu báo cáo, biểu và lịch làm việc",
                .about = "Kiểm tra các tệp được nêu, hoặc mọi mẫu, biểu và lịch của chương trình; mỗi lỗi kèm tệp, "
                         "dòng, cột.\n",
                .options = (const char *const[]){"config", NULL},
                .required = (const char *const[]){NULL},
                .files = FILES_OPTIONAL,
                .files_label = "TỆP…",
                .examples = "  cchc-report lint\n"
                            "  cchc-report lint mau-rieng/bieu/II.06a.ini\n",
                .codes = (const int[]){65, 66, 74, 77, 78, 0},
            },
        .run = verb_lint,
    },
    {
        .usage =
            {
                .name = "fields",
                .summary = "liệt kê mọi tên dùng được trong mẫu (TSV)",
                .about =
                    "In mọi tên dùng được trong {{…}} của mẫu, biểu và phần lời văn: tên, nhãn, đơn vị tính, nguồn.\n"
                    "--units: mã, tên, cấp của cơ quan và mọi đơn vị bên dưới, là những mã dùng được ở --unit.\n",
                .options = (const char *const[]){"config", "units", NULL},
                .required = (const char *const[]){NULL},
                .examples = "  cchc-report fields | grep kiem_tra\n"
                            "  cchc-report fields -c co-quan.ini --units\n",
                .codes = (const int[]){65, 66, 74, 77, 78, 0},
            },
        .run = verb_fields,
    },
};

enum { VERBS = sizeof verbs / sizeof *verbs };

static void print_program_help(FILE *out)
{
    size_t width = 0;

    fputs("cchc-report " CCHC_VERSION
          ": báo cáo định kỳ về cải cách hành chính (PDF) và phụ lục (XLSX) từ số liệu SQLite.\n"
          "\n"
          "Cách dùng: cchc-report LỆNH [TÙY CHỌN]…\n"
          "\n"
          "Lệnh:\n",
          out);
    for (size_t i = 0; i < VERBS; i++)
        width = strlen(verbs[i].usage.name) > width ? strlen(verbs[i].usage.name) : width;
    for (size_t i = 0; i < VERBS; i++)
        fprintf(out, "  %-*s  %s\n", (int)width, verbs[i].usage.name, verbs[i].usage.summary);
    fputs("\n"
          "'cchc-report LỆNH --help' in hướng dẫn của từng lệnh; 'cchc-report --version' in số phiên bản.\n"
          "\n"
          "Ví dụ:\n"
          "  cchc-report init --db cchc.db\n"
          "  cchc-report import --db cchc.db --table ho_so ho_so.csv\n"
          "  cchc-report run -c co-quan.ini --period 2018-Q3\n"
          "\n"
          "Mã thoát:\n",
          out);
    options_print_all_codes(out);
}

static int unknown_verb(const char *word, struct err *err)
{
    char list[256] = "";
    const char *names[VERBS], *near;

    for (size_t i = 0; i < VERBS; i++) {
        names[i] = verbs[i].usage.name;
        strcat(strcat(list, i ? ", " : ""), names[i]);
    }
    near = word[0] == '-' ? NULL : vi_nearest(word, names, VERBS);
    if (near)
        return err_set(err, ST_USAGE, "không có lệnh '%s'; có phải bạn muốn viết '%s'? Các lệnh: %s.", word, near,
                       list);
    return err_set(err, ST_USAGE, "không có lệnh '%s'. Các lệnh: %s; xem 'cchc-report --help'.", word, list);
}

/* Output that did not arrive is no success. A reader that went away early is none of our errors: the program ends as if
 * SIGPIPE had killed it, without a message. */
static int finish_output(int status)
{
    struct pollfd reader = {.fd = STDOUT_FILENO};
    struct err err = {.status = ST_OK};
    int lost = ferror(stdout), failed = fflush(stdout) || (!lost && close(STDOUT_FILENO)), number = errno;

    if ((!lost && !failed) || status > ST_FINDINGS)
        return status;
    if (poll(&reader, 1, 0) == 1 && (reader.revents & POLLERR))
        return STATUS_OF_SIGNAL + SIGPIPE;
    if (failed)
        err_sys(&err, number, "không ghi được hết kết quả ra stdout");
    else /* an earlier write failed, and nobody knows why any more */
        err_set(&err, ST_IO, "không ghi được hết kết quả ra stdout; hãy kiểm tra nơi nhận rồi chạy lại.");
    log_error(&err);
    return ST_IO;
}

static int run_verb(struct arena *a, int argc, char **argv, struct err *err)
{
    const struct verb *v = verbs;
    struct arguments args;

    while (v < verbs + VERBS && strcmp(v->usage.name, argv[1]))
        v++;
    if (v == verbs + VERBS)
        return unknown_verb(argv[1], err);
    if (options_parse(a, &v->usage, argc - 2, argv + 2, &args, err))
        return -1;
    if (!args.help)
        return v->run(&args, err);
    options_help(&v->usage, stdout);
    return 0;
}

static int run_program(int argc, char **argv, struct err *err)
{
    struct arena *a;
    int result;

    if (argc < 2) {
        print_program_help(stderr);
        return err_set(err, ST_USAGE, "thiếu lệnh; xem hướng dẫn ở trên.");
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
        print_program_help(stdout);
        return 0;
    }
    if (strcmp(argv[1], "--version") == 0) {
        puts("cchc-report " CCHC_VERSION);
        return 0;
    }
    a = arena_new();
    result = run_verb(a, argc, argv, err);
    arena_free(a);
    return result;
}

/* Where a verb has something to clean up it holds these signals back (run/signals.h). */
static void stop(int number)
{
    progress_hide();
    _exit(STATUS_OF_SIGNAL + number);
}

static void set_signals(void)
{
    static const int stopping[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
    struct sigaction action = {.sa_handler = stop}, old;

    for (size_t i = 0; i < sizeof stopping / sizeof *stopping; i++)
        if (sigaction(stopping[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN) /* nohup */
            sigaction(stopping[i], &action, NULL);
    /* Writes fail instead, and are looked at. */
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
}

/* A database opened as descriptor 1 would get what is meant for stdout: closed standard descriptors are filled with
 * what fails when used the wrong way round. */
static int fill_standard_descriptors(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) != fd)
            return -1;
    return 0;
}

int main(int argc, char **argv)
{
    struct err err = {.status = ST_OK};
    int result;

    if (fill_standard_descriptors())
        return ST_INTERNAL;
    umask(027);
    set_signals();
    result = run_program(argc, argv, &err);
    if (result < 0)
        log_error(&err);
    return finish_output(result < 0 ? (int)err.status : result);
}
