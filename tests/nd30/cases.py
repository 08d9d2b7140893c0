"""What a config asks of a paper, and the papers of the matrix: small changes of one config."""
import json
import os
import re

from page import title_of

URGENCY = {"hoa_toc": "HỎA TỐC", "thuong_khan": "THƯỢNG KHẨN", "khan": "KHẨN"}
SECRECY = {"tuyet_mat": "TUYỆT MẬT", "toi_mat": "TỐI MẬT", "mat": "MẬT"}


def read_config(path):
    values, section = {}, ""
    with open(path, encoding="utf-8") as f:
        for line in map(str.strip, f):
            if line.startswith("["):
                section = line.strip("[]")
            elif "=" in line and not line.startswith(";"):
                key, value = (x.strip() for x in line.split("=", 1))
                values[f"{section}.{key}"] = value.strip('"')
    return values


def split(value, mark):
    return [x.strip() for x in value.split(mark) if x.strip()]


def annexes_of(src, config):
    """How many the report of a config has, by the program's own templates."""
    folder = os.path.join(src, "templates", read_config(config)["bao_cao.mau"])
    return len(split(read_config(os.path.join(folder, "bao-cao.ini")).get("bao_cao.phu_luc", ""), "|"))


def long_date(iso):
    """Nghị định 30/2020/NĐ-CP, Phụ lục I, II.4.b: a 0 before days below 10 and months 1 and 2."""
    year, month, day = (int(x) for x in iso.split("-"))
    return f"ngày {day:02d} tháng {month:02d} năm {year}" if month < 3 else f"ngày {day:02d} tháng {month} năm {year}"


def expected(config, pdf, annexes):
    """From the config's values and the manifest beside the PDF."""
    with open(os.path.join(os.path.dirname(pdf), "manifest.json"), encoding="utf-8") as f:
        manifest = json.load(f)
    final = manifest["ban"] == "chinh_thuc"
    number = f"{int(manifest['so']):02d}" if final else ""
    year = manifest["ky"]["phan"][0]["ngay"][1][:4]
    get = lambda key: config.get(key, "")
    symbol = "BC-" + get("co_quan.ky_hieu")
    filled = final and get("van_ban.ban") == "giay"
    attached = (f"(Kèm theo Báo cáo số {number}/{symbol} {long_date(manifest['ngay'])} của {get('co_quan.ten_day_du')})"
                if filled else f"(Kèm theo Báo cáo số /{symbol} ngày tháng năm của {get('co_quan.ten_day_du')})")
    return {
        "draft": not final,
        "stamp": "SỐ LIỆU MINH HỌA" if get("van_ban.minh_hoa") == "co" else "",
        "fingerprint": manifest["dau_van_tay"]["so_lieu"],
        "period": manifest["ky"]["ma"],
        "parent": split(get("co_quan.co_quan_chu_quan"), " / "),
        "agency": split(get("co_quan.ten_co_quan"), " / "),
        "number": number,
        "symbol": symbol,
        "place": get("co_quan.dia_danh"),
        "date": long_date(manifest["ngay"]) if final else f"ngày tháng năm {year}",
        "title": title_of(pdf),
        "addressees": split(get("bao_cao.kinh_gui"), "|"),
        "recipients": split(get("bao_cao.noi_nhan"), "|"),
        "archive": get("bao_cao.luu"),
        "titles": split(get("ky_ten.quyen_han"), " / ") + split(get("ky_ten.chuc_vu"), " / "),
        "name": get("ky_ten.nguoi_ky"),
        "urgency": URGENCY.get(get("bao_cao.do_khan"), ""),
        "secrecy": SECRECY.get(get("bao_cao.do_mat"), ""),
        "annexes": annexes,
        "attached": attached,
    }


# ---- the matrix ----

FINAL = ("5", "2018-11-05")
MANY = " | ".join(["Thường trực Quận ủy", "Thường trực Hội đồng nhân dân quận", "Chủ tịch, các Phó Chủ tịch UBND quận",
                   "Ủy ban Mặt trận Tổ quốc Việt Nam quận và các tổ chức chính trị - xã hội quận", "Phòng Nội vụ",
                   "Phòng Tư pháp", "Phòng Quản lý đô thị", "Phòng Tài nguyên và Môi trường",
                   "Phòng Lao động - Thương binh và Xã hội", "UBND các phường",
                   "Trung tâm Văn hóa - Thông tin và Thể thao (để đăng Cổng thông tin điện tử)"])
LONG_SUBJECT = ("Kết quả thực hiện công tác cải cách hành chính, kiểm soát thủ tục hành chính và thực hiện cơ chế một "
                "cửa, một cửa liên thông trong giải quyết thủ tục hành chính {{ky}} và phương hướng {{ky_toi}}")


def case(final=None, period="2018-10M", annexes=2, subject=None, prose=0, unit=None, **config):
    """Keys of the config are written section__key."""
    return {"final": final, "period": period, "annexes": annexes, "subject": subject, "prose": prose, "unit": unit,
            "config": {k.replace("__", "."): v for k, v in config.items()}}


def signed(authority, position, name="Nguyễn Văn A", **more):
    return case(FINAL, ky_ten__quyen_han=authority, ky_ten__chuc_vu=position, ky_ten__nguoi_ky=name, **more)


# A ward of the database writes under its own name (columns of don_vi) to the agency of the config and whom [don_vi.xa]
# names.
WARD = "P01"
WARD_CONFIG = {"co_quan.co_quan_chu_quan": "UBND QUẬN THỬ NGHIỆM",
               "co_quan.ten_co_quan": "ỦY BAN NHÂN DÂN / PHƯỜNG MỘT LÒNG", "co_quan.dia_danh": "Một Lòng",
               "co_quan.ten_day_du": "Ủy ban nhân dân phường Một Lòng", "ky_ten.quyen_han": "TM. ỦY BAN NHÂN DÂN",
               "ky_ten.chuc_vu": "CHỦ TỊCH", "ky_ten.nguoi_ky": "Trần Văn Một",
               "bao_cao.kinh_gui": "Ủy ban nhân dân quận Thử Nghiệm | Phòng Nội vụ quận",
               "bao_cao.noi_nhan": "Đảng ủy phường Một Lòng | Chủ tịch, các Phó Chủ tịch UBND phường",
               "bao_cao.luu": "VP"}
WARD_ANNEXES = 1  # a ward has no units below it

CASES = {
    # draft and final, electronic and paper, numbers and dates below and above 10
    "du_thao": case(van_ban__minh_hoa="co"),
    "du_thao_giay": case(van_ban__ban="giay"),
    "so_05_ngay_05_thang_01": case(("5", "2019-01-05")),
    "so_09_ngay_28_thang_02_giay": case(("9", "2019-02-28"), van_ban__ban="giay"),
    "so_10_ngay_10_thang_3_giay": case(("10", "2019-03-10"), van_ban__ban="giay"),
    "so_128_ngay_09_thang_12": case(("128", "2018-12-09")),
    "so_1205_ngay_29_thang_6_giay": case(("1205", "2019-06-29"), van_ban__ban="giay"),
    # agencies of one to six lines
    "co_quan_mot_dong": case(FINAL, co_quan__co_quan_chu_quan="", co_quan__ten_co_quan="SỞ NỘI VỤ",
                             co_quan__ky_hieu="SNV"),
    "chu_quan_va_mot_dong": case(FINAL, co_quan__ten_co_quan="SỞ NỘI VỤ", co_quan__ky_hieu="SNV"),
    "co_quan_bon_dong": case(FINAL, co_quan__co_quan_chu_quan="ỦY BAN NHÂN DÂN / THÀNH PHỐ HỒ CHÍ MINH",
                             co_quan__ten_co_quan="BAN QUẢN LÝ CÁC KHU CHẾ XUẤT / VÀ CÔNG NGHIỆP"),
    "co_quan_bon_dong_tu_ngat": case(None, co_quan__co_quan_chu_quan="ỦY BAN NHÂN DÂN THÀNH PHỐ HỒ CHÍ MINH",
                                     co_quan__ten_co_quan="BAN QUẢN LÝ CÁC KHU CHẾ XUẤT, KHU CÔNG NGHIỆP VÀ KHU KINH "
                                                          "TẾ CỬA KHẨU QUỐC TẾ"),
    "co_quan_bon_dong_lech": case(FINAL, co_quan__co_quan_chu_quan="TỔNG CÔNG TY / ĐẦU TƯ PHÁT TRIỂN NHÀ VÀ ĐÔ THỊ",
                                  co_quan__ten_co_quan="TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG / HÀ NỘI",
                                  co_quan__ky_hieu="TTPVHCC-VP"),
    "dia_danh_dai": case(FINAL, co_quan__dia_danh="Thị trấn Nông trường Việt Lâm - Vị Xuyên"),
    "dia_danh_hai_dong": case(FINAL, co_quan__dia_danh="Khu kinh tế cửa khẩu quốc tế Cầu Treo, huyện Hương Sơn"),
    # addressees and recipients
    "khong_kinh_gui": case(FINAL, bao_cao__kinh_gui=""),
    "khong_kinh_gui_du_thao": case(None, bao_cao__kinh_gui="", annexes=1),
    "kinh_gui_mot": case(FINAL, bao_cao__kinh_gui="Sở Nội vụ thành phố Hà Nội"),
    "kinh_gui_mot_dai": case(FINAL, bao_cao__kinh_gui="Ban Chỉ đạo cải cách hành chính của Ủy ban nhân dân thành phố "
                                                      "Hà Nội và Tổ công tác cải cách thủ tục hành chính"),
    "kinh_gui_bon": case(FINAL, bao_cao__kinh_gui="Ủy ban nhân dân thành phố Hà Nội | Sở Nội vụ | Văn phòng Ủy ban "
                         "nhân dân thành phố Hà Nội | Ban Chỉ đạo cải cách hành chính của Ủy ban nhân dân thành phố "
                         "Hà Nội giai đoạn 2016 - 2020 (qua Sở Nội vụ)"),
    "noi_nhan_khong": case(FINAL, bao_cao__kinh_gui="", bao_cao__noi_nhan=""),
    "noi_nhan_mot": case(FINAL, bao_cao__noi_nhan="Thường trực Quận ủy"),
    "noi_nhan_muoi_hai": case(FINAL, bao_cao__noi_nhan=MANY, bao_cao__luu="VT, NV, 15 bản"),
    # who signs
    "ky_tm": signed("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
    "ky_tm_kt": signed("TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    "ky_kt": signed("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Nguyễn Thị Minh Khai"),
    "ky_tl": signed("TL. CHỦ TỊCH", "TRƯỞNG PHÒNG NỘI VỤ"),
    "ky_tuq": signed("TUQ. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"),
    "ky_q": signed("", "Q. GIÁM ĐỐC"),
    "ky_giam_doc": signed("", "GIÁM ĐỐC"),
    "ky_khong_ten": signed("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", ""),
    "ky_dai": signed("TL. CHỦ TỊCH / KT. CHÁNH VĂN PHÒNG HỘI ĐỒNG NHÂN DÂN VÀ ỦY BAN NHÂN DÂN QUẬN",
                     "PHÓ CHÁNH VĂN PHÒNG PHỤ TRÁCH CẢI CÁCH HÀNH CHÍNH",
                     "Nguyễn Phúc Vĩnh Bảo Hoàng Tôn Nữ Thị Quỳnh Trang", bao_cao__noi_nhan=MANY),
    # urgency and secrecy, each alone and both
    "khan": case(FINAL, bao_cao__do_khan="khan"),
    "thuong_khan": case(FINAL, bao_cao__do_khan="thuong_khan"),
    "hoa_toc": case(FINAL, bao_cao__do_khan="hoa_toc"),
    "mat": case(FINAL, bao_cao__do_mat="mat"),
    "toi_mat": case(FINAL, bao_cao__do_mat="toi_mat"),
    "tuyet_mat": case(FINAL, bao_cao__do_mat="tuyet_mat"),
    "mat_khan": case(FINAL, bao_cao__do_mat="mat", bao_cao__do_khan="khan"),
    "tuyet_mat_hoa_toc": case(None, bao_cao__do_mat="tuyet_mat", bao_cao__do_khan="hoa_toc"),
    "toi_mat_thuong_khan": case(FINAL, bao_cao__do_mat="toi_mat", bao_cao__do_khan="thuong_khan",
                                co_quan__co_quan_chu_quan="ỦY BAN NHÂN DÂN / THÀNH PHỐ HỒ CHÍ MINH",
                                co_quan__ten_co_quan="BAN QUẢN LÝ CÁC KHU CHẾ XUẤT / VÀ CÔNG NGHIỆP"),
    # titles of other periods and lengths, annexes
    "quy": case(None, period="2018-Q3"),
    "nam": case(None, period="2018"),
    "trich_yeu_tu_ngat": case(FINAL, subject="Công tác cải cách hành chính {{ky}}, phương hướng, nhiệm vụ {{ky_toi}}"),
    "trich_yeu_quy_tu_ngat": case(None, period="2018-Q3", subject="Kết quả công tác cải cách hành chính {{ky}} và "
                                                                  "nhiệm vụ {{ky_toi}}"),
    "trich_yeu_dai": case(FINAL, subject=LONG_SUBJECT),
    "trich_yeu_dai_quy": case(None, period="2018-Q3", subject=LONG_SUBJECT),
    "trich_yeu_ngan": case(FINAL, subject="Công tác cải cách hành chính"),
    "mot_phu_luc": case(FINAL, annexes=1),
    "mot_phu_luc_giay": case(FINAL, annexes=1, van_ban__ban="giay"),
    "khong_phu_luc": case(FINAL, annexes=0),
    "phuong": case(None, unit=WARD),
}
# The end of the text at every height of a page: the signature must find its place each time.
CASES.update({f"cuoi_trang_{n:02d}": case(FINAL if n % 2 else None, prose=n,
                                           bao_cao__noi_nhan=MANY if n % 3 == 0 else "Thường trực Quận ủy")
              for n in range(1, 25)})

FORMS = ["II.06a", "theo_don_vi"]


def edit(path, change):
    with open(path, encoding="utf-8") as f:
        text = change(f.read())
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)


def drop_references(text, annexes):
    for form in FORMS[annexes:]:
        text = re.sub(r"(, | và |; theo đơn vị nêu tại |chi tiết tại )?\{\{tham_chieu " + re.escape(form) + r"\}\}", "",
                      text)
    return text


def change_prose(folder, annexes, sentences):
    """Plain text (the decree knows no emphasis), as long as wanted."""
    for name in os.listdir(folder):
        edit(os.path.join(folder, name), lambda text: drop_references(text.replace("**", ""), annexes))
    more = " ".join(["Đề nghị cấp trên xem xét, giải quyết các kiến nghị của quận."] * sentences)
    edit(os.path.join(folder, "kien_nghi.md"), lambda text: f"{text.rstrip()}\n\n{more}\n" if more else text)


def change_templates(folder, annexes, subject):
    """The program's own templates with another subject, or fewer annexes."""
    def settings(text):
        if subject:
            text, n = re.subn(r"(?m)^trich_yeu = .*$", lambda m: "trich_yeu = " + subject, text)
            assert n == 1
        text, n = re.subn(r"(?m)^phu_luc = .*$", "phu_luc = " + " | ".join(FORMS[:annexes]), text)
        assert n == 1
        return text

    edit(os.path.join(folder, "cchc_dinh_ky", "bao-cao.ini"), settings)
    edit(os.path.join(folder, "cchc_dinh_ky", "noi-dung.md"), lambda text: drop_references(text, annexes))


def change_config(text, config):
    for key, value in config.items():
        section, name = key.split(".")
        pattern = rf"(?ms)(^\[{section}\]\n(?:(?!^\[).)*?)^{name} =[^\n]*\n"
        text, n = re.subn(pattern, lambda m: f"{m.group(1)}{name} = {value}\n", text)
        if not n:
            text, n = re.subn(rf"(?m)^\[{section}\]\n", lambda m: f"[{section}]\n{name} = {value}\n", text)
        assert n == 1, key
    return text
