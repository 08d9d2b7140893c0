/* Procedures that a commune decides on. Read thu_tuc.c first. */
/* clang-format off */

/* Chứng thực */
BOTH("1.003888", "CT", 0, 2, 0, KHAC, KHAC, "Cấp bản sao từ sổ gốc tại cấp xã")
BOTH("1.012024", "CT", 1, 800, 0, KHAC, KHAC, "Chứng thực bản sao từ bản chính giấy tờ, văn bản do cơ quan có thẩm quyền của Việt Nam cấp hoặc chứng nhận")
BOTH("2.008834", "CT", 0, 150, 0, KHAC, KHAC, "Chứng thực chữ ký trong các giấy tờ, văn bản tại cấp xã")
BOTH("1.004667", "CT", 2, 40, 0, KHAC, KHAC, "Chứng thực hợp đồng, giao dịch liên quan đến tài sản là động sản, quyền sử dụng đất, nhà ở")
BOTH("2.008541", "CT", 2, 3, 0, KHAC, KHAC, "Chứng thực di chúc")
BOTH("1.010031", "CT", 2, 2, 0, KHAC, KHAC, "Chứng thực văn bản từ chối nhận di sản")
BOTH("1.009072", "CT", 2, 6, 0, KHAC, KHAC, "Chứng thực văn bản thỏa thuận phân chia di sản mà di sản là động sản, quyền sử dụng đất, nhà ở")
BOTH("1.002619", "CT", 2, 5, 0, KHAC, KHAC, "Chứng thực văn bản khai nhận di sản mà di sản là động sản, quyền sử dụng đất, nhà ở")
BOTH("2.007036", "CT", 1, 2, 0, KHAC, KHAC, "Chứng thực việc sửa đổi, bổ sung, hủy bỏ hợp đồng, giao dịch tại cấp xã")
BOTH("1.006415", "CT", 1, 1, 0, KHAC, KHAC, "Sửa lỗi sai sót trong hợp đồng, giao dịch đã chứng thực tại cấp xã")
BOTH("1.002044", "CT", 1, 3, 0, KHAC, KHAC, "Cấp bản sao có chứng thực từ bản chính hợp đồng, giao dịch đã được chứng thực tại cấp xã")

/* Hộ tịch */
BOTH("1.001193", "HT", 1, 300, 1, MUC_3, TOAN_TRINH, "Đăng ký khai sinh")
BOTH("1.006927", "HT", 1, 60, 1, MUC_3, TOAN_TRINH, "Đăng ký khai tử")
BOTH("1.007795", "HT", 1, 160, 0, MUC_3, MOT_PHAN, "Đăng ký kết hôn")
BOTH("1.005548", "HT", 3, 6, 0, KHAC, KHAC, "Đăng ký nhận cha, mẹ, con")
BOTH("1.001819", "HT", 3, 30, 0, MUC_3, MOT_PHAN, "Đăng ký khai sinh kết hợp đăng ký nhận cha, mẹ, con")
NEW("1.005783", "HT", 2, 1, 0, KHAC, "Đăng ký khai sinh lưu động")
NEW("2.007274", "HT", 2, 1, 0, KHAC, "Đăng ký khai tử lưu động")
NEW("1.011377", "HT", 2, 1, 0, KHAC, "Đăng ký kết hôn lưu động")
BOTH("2.004288", "HT", 3, 2, 0, KHAC, KHAC, "Đăng ký giám hộ")
BOTH("1.010478", "HT", 2, 1, 0, KHAC, KHAC, "Đăng ký chấm dứt giám hộ")
BOTH("2.005837", "HT", 3, 50, 0, MUC_3, TOAN_TRINH, "Đăng ký thay đổi, cải chính, bổ sung thông tin hộ tịch")
BOTH("1.007309", "HT", 3, 200, 0, MUC_3, TOAN_TRINH, "Cấp Giấy xác nhận tình trạng hôn nhân")
BOTH("2.006643", "HT", 5, 30, 0, MUC_3, MOT_PHAN, "Đăng ký lại khai sinh")
BOTH("1.010257", "HT", 5, 4, 0, KHAC, MOT_PHAN, "Đăng ký khai sinh cho người đã có hồ sơ, giấy tờ cá nhân")
BOTH("1.008463", "HT", 5, 4, 0, KHAC, MOT_PHAN, "Đăng ký lại kết hôn")
BOTH("1.009722", "HT", 5, 3, 0, KHAC, MOT_PHAN, "Đăng ký lại khai tử")
BOTH("1.011417", "HT", 1, 180, 0, MUC_3, TOAN_TRINH, "Cấp bản sao trích lục hộ tịch")
BOTH("1.002502", "HT", 3, 60, 1, MUC_3, TOAN_TRINH, "Liên thông đăng ký khai sinh, đăng ký thường trú, cấp thẻ bảo hiểm y tế cho trẻ em dưới 6 tuổi")
NEW("2.004540", "HT", 3, 30, 1, TOAN_TRINH, "Liên thông đăng ký khai tử, xóa đăng ký thường trú, giải quyết mai táng phí")
NEW("1.005822", "HT", 3, 10, 0, TOAN_TRINH, "Xác nhận thông tin hộ tịch tại cấp xã")
NEW("1.008279", "HT", 3, 1, 0, KHAC, "Đăng ký giám sát việc giám hộ")

/* Nuôi con nuôi */
BOTH("1.000811", "NCN", 20, 3, 0, KHAC, KHAC, "Đăng ký nuôi con nuôi trong nước")
BOTH("1.000447", "NCN", 5, 1, 0, KHAC, KHAC, "Đăng ký lại việc nuôi con nuôi trong nước")
BOTH("1.007506", "NCN", 5, 1, 0, KHAC, KHAC, "Ghi vào Sổ đăng ký nuôi con nuôi việc nuôi con nuôi đã được giải quyết tại nước ngoài")
NEW("1.011204", "NCN", 10, 1, 0, KHAC, "Xác nhận công dân Việt Nam đủ điều kiện nhận trẻ em nước láng giềng làm con nuôi")

/* Phổ biến, giáo dục pháp luật */
BOTH("1.004996", "PBPL", 5, 3, 0, KHAC, KHAC, "Công nhận tuyên truyền viên pháp luật")
BOTH("1.007832", "PBPL", 3, 2, 0, KHAC, KHAC, "Cho thôi làm tuyên truyền viên pháp luật")
BOTH("1.008514", "PBPL", 5, 4, 0, KHAC, KHAC, "Công nhận hòa giải viên")
BOTH("1.000237", "PBPL", 5, 4, 0, KHAC, KHAC, "Công nhận tổ trưởng tổ hòa giải")
BOTH("1.009382", "PBPL", 5, 3, 0, KHAC, KHAC, "Thôi làm hòa giải viên")
BOTH("1.012604", "PBPL", 3, 6, 0, KHAC, KHAC, "Thanh toán thù lao cho hòa giải viên")
NEW("1.004086", "PBPL", 15, 1, 0, KHAC, "Công nhận xã, phường, thị trấn đạt chuẩn tiếp cận pháp luật")

/* Bồi thường nhà nước */
BOTH("2.011068", "BTNN", 30, 1, 0, KHAC, KHAC, "Giải quyết yêu cầu bồi thường tại cơ quan trực tiếp quản lý người thi hành công vụ gây thiệt hại cấp xã")
BOTH("1.000629", "BTNN", 15, 1, 0, KHAC, KHAC, "Phục hồi danh dự tại cấp xã")

/* Đất đai */
BOTH("1.005628", "DD", 15, 60, 1, KHAC, KHAC, "Xác nhận nguồn gốc, thời điểm sử dụng đất, tình trạng tranh chấp đất đai")
BOTH("1.004581", "DD", 10, 20, 1, KHAC, KHAC, "Xác nhận hồ sơ đăng ký biến động đất đai, tài sản gắn liền với đất")
BOTH("1.009001", "DD", 30, 6, 0, KHAC, KHAC, "Hòa giải tranh chấp đất đai")
BOTH("1.007112", "DD", 10, 10, 1, KHAC, KHAC, "Xác nhận hiện trạng sử dụng đất để tách thửa, chuyển mục đích sử dụng đất")
BOTH("1.004154", "DD", 10, 6, 0, KHAC, KHAC, "Xác nhận hộ gia đình, cá nhân trực tiếp sản xuất nông nghiệp")
BOTH("1.005064", "DD", 5, 10, 0, KHAC, KHAC, "Trích lục, sao hồ sơ địa chính lưu tại cấp xã")

/* Môi trường, tài nguyên nước */
BOTH("1.012725", "MT", 5, 4, 0, KHAC, KHAC, "Tham vấn ý kiến về báo cáo đánh giá tác động môi trường")
BOTH("1.011576", "MT", 5, 3, 0, KHAC, KHAC, "Xác nhận hợp đồng tiếp cận nguồn gen và chia sẻ lợi ích")
NEW("1.005222", "MT", 10, 20, 0, MOT_PHAN, "Đăng ký môi trường")
NEW("1.000555", "MT", 10, 2, 0, KHAC, "Đăng ký khai thác, sử dụng nước mặt quy mô nhỏ")

/* Quy hoạch, xây dựng */
BOTH("1.009110", "XD", 5, 10, 0, KHAC, KHAC, "Xác nhận hiện trạng nhà ở, công trình trước khi cấp giấy phép xây dựng")
BOTH("1.011390", "XD", 5, 14, 0, KHAC, KHAC, "Tiếp nhận thông báo khởi công xây dựng công trình, nhà ở riêng lẻ")
NEW("1.002209", "XD", 10, 1, 0, KHAC, "Hỗ trợ hộ nghèo, hộ có khó khăn về nhà ở cải tạo, sửa chữa nhà")

/* Giao thông vận tải */
BOTH("1.010487", "GT", 3, 6, 0, KHAC, KHAC, "Đăng ký phương tiện hoạt động trên đường thủy nội địa lần đầu")
BOTH("1.011080", "GT", 3, 2, 0, KHAC, KHAC, "Đăng ký lại phương tiện trong trường hợp chuyển từ cơ quan đăng ký khác")
BOTH("1.010647", "GT", 3, 2, 0, KHAC, KHAC, "Đăng ký lại phương tiện trong trường hợp chuyển quyền sở hữu, thay đổi tên")
BOTH("2.011924", "GT", 3, 1, 0, KHAC, KHAC, "Đăng ký lại phương tiện trong trường hợp chủ phương tiện thay đổi nơi cư trú")
BOTH("2.011056", "GT", 3, 1, 0, KHAC, KHAC, "Cấp lại Giấy chứng nhận đăng ký phương tiện thủy nội địa")
BOTH("1.005569", "GT", 3, 1, 0, KHAC, KHAC, "Xóa Giấy chứng nhận đăng ký phương tiện thủy nội địa")

/* Tổ hợp tác */
BOTH("1.007824", "THT", 3, 3, 0, KHAC, KHAC, "Thông báo thành lập tổ hợp tác")
BOTH("2.008657", "THT", 3, 1, 0, KHAC, KHAC, "Thông báo thay đổi tổ hợp tác")
BOTH("1.002907", "THT", 3, 1, 0, KHAC, KHAC, "Thông báo chấm dứt hoạt động của tổ hợp tác")

/* Nông nghiệp và phát triển nông thôn */
BOTH("1.000577", "NN", 5, 20, 0, KHAC, KHAC, "Kê khai hoạt động chăn nuôi")
BOTH("1.011452", "NN", 5, 6, 0, KHAC, KHAC, "Chuyển đổi cơ cấu cây trồng trên đất trồng lúa")
BOTH("1.006743", "NN", 10, 4, 0, KHAC, KHAC, "Hỗ trợ khôi phục sản xuất vùng bị thiệt hại do thiên tai")
BOTH("1.008043", "NN", 10, 4, 0, KHAC, KHAC, "Hỗ trợ thiệt hại do dịch bệnh động vật")
BOTH("2.011959", "NN", 10, 2, 0, KHAC, KHAC, "Hỗ trợ nâng cao hiệu quả chăn nuôi nông hộ: phối giống nhân tạo gia súc")
NEW("2.009648", "NN", 10, 4, 0, KHAC, "Ký cam kết sản xuất, kinh doanh thực phẩm nông, lâm, thủy sản an toàn")

/* Thủy lợi, phòng, chống thiên tai */
BOTH("1.008242", "TL", 10, 1, 0, KHAC, KHAC, "Thẩm định, phê duyệt phương án ứng phó thiên tai cho công trình thủy lợi do cấp xã quản lý")
NEW("1.010745", "TL", 10, 1, 0, KHAC, "Hỗ trợ khám bệnh, chữa bệnh, trợ cấp tai nạn cho lực lượng xung kích phòng, chống thiên tai")
NEW("1.000992", "TL", 10, 1, 0, KHAC, "Trợ cấp tiền tuất, tai nạn cho thân nhân lực lượng xung kích phòng, chống thiên tai")

/* Lao động, việc làm, giáo dục nghề nghiệp */
BOTH("2.005798", "LD", 5, 4, 0, KHAC, KHAC, "Xác nhận đơn đề nghị vay vốn giải quyết việc làm")
BOTH("1.007685", "LD", 5, 8, 0, KHAC, KHAC, "Xác nhận đối tượng được hỗ trợ đào tạo nghề trình độ sơ cấp")

/* Người có công */
BOTH("2.002779", "NCC", 3, 120, 1, KHAC, KHAC, "Xác nhận vào đơn đề nghị, bản khai hưởng chế độ ưu đãi người có công")
BOTH("2.000261", "NCC", 5, 70, 1, KHAC, KHAC, "Tiếp nhận hồ sơ giải quyết mai táng phí, trợ cấp một lần khi người có công từ trần")
BOTH("1.006614", "NCC", 5, 30, 1, KHAC, KHAC, "Tiếp nhận hồ sơ trợ cấp tiền tuất hằng tháng")
BOTH("1.008980", "NCC", 5, 20, 1, KHAC, KHAC, "Tiếp nhận hồ sơ mai táng phí đối với cựu chiến binh")
BOTH("1.004569", "NCC", 5, 16, 1, KHAC, KHAC, "Tiếp nhận hồ sơ mai táng phí đối với thanh niên xung phong thời kỳ chống Pháp")
BOTH("1.004878", "NCC", 5, 8, 1, KHAC, KHAC, "Tiếp nhận hồ sơ trợ cấp một lần đối với thân nhân người có công")
BOTH("2.000607", "NCC", 5, 6, 1, KHAC, KHAC, "Tiếp nhận hồ sơ thân nhân liệt sĩ hưởng trợ cấp ưu đãi")
BOTH("1.009094", "NCC", 5, 3, 1, KHAC, KHAC, "Tiếp nhận hồ sơ công nhận liệt sĩ, thương binh theo thẩm quyền")
BOTH("1.004922", "NCC", 5, 6, 1, KHAC, KHAC, "Tiếp nhận hồ sơ người hoạt động kháng chiến bị nhiễm chất độc hóa học")
BOTH("1.010280", "NCC", 5, 3, 1, KHAC, KHAC, "Tiếp nhận hồ sơ con đẻ của người hoạt động kháng chiến bị nhiễm chất độc hóa học")
BOTH("2.012659", "NCC", 5, 3, 1, KHAC, KHAC, "Tiếp nhận hồ sơ người hoạt động kháng chiến bị địch bắt tù, đày")
BOTH("1.010550", "NCC", 5, 5, 1, KHAC, KHAC, "Tiếp nhận hồ sơ người hoạt động kháng chiến được tặng Huân chương, Huy chương")
BOTH("1.010463", "NCC", 5, 2, 1, KHAC, KHAC, "Tiếp nhận hồ sơ người có công giúp đỡ cách mạng")
BOTH("2.004517", "NCC", 5, 2, 1, KHAC, KHAC, "Tiếp nhận hồ sơ Bà mẹ Việt Nam anh hùng")
BOTH("1.005599", "NCC", 5, 12, 1, KHAC, KHAC, "Tiếp nhận hồ sơ mua bảo hiểm y tế cho người có công và thân nhân")
BOTH("1.009605", "NCC", 5, 10, 1, KHAC, KHAC, "Tiếp nhận hồ sơ ưu đãi trong giáo dục, đào tạo đối với con của người có công")
BOTH("1.006360", "NCC", 5, 10, 1, KHAC, KHAC, "Ủy quyền hưởng trợ cấp, phụ cấp ưu đãi")
BOTH("1.000163", "NCC", 3, 16, 1, KHAC, KHAC, "Xác nhận đơn đề nghị thăm viếng mộ liệt sĩ, di chuyển hài cốt liệt sĩ")
BOTH("2.000400", "NCC", 5, 4, 1, KHAC, KHAC, "Tiếp nhận hồ sơ trợ cấp đối với người tham gia kháng chiến làm nhiệm vụ quốc tế")
NEW("2.012888", "NCC", 5, 10, 1, KHAC, "Cấp bổ sung hoặc cấp lại giấy chứng nhận người có công do ngành lao động quản lý")
NEW("1.001909", "NCC", 5, 4, 1, KHAC, "Tiếp nhận hồ sơ hỗ trợ người có công về nhà ở")

/* Bảo trợ xã hội */
BOTH("1.007964", "BTXH", 7, 160, 1, KHAC, KHAC, "Đề nghị trợ cấp xã hội hằng tháng, hỗ trợ kinh phí chăm sóc, nuôi dưỡng")
BOTH("1.002914", "BTXH", 7, 30, 0, KHAC, KHAC, "Xác định, xác định lại mức độ khuyết tật và cấp Giấy xác nhận khuyết tật")
BOTH("1.005578", "BTXH", 5, 8, 0, KHAC, KHAC, "Đổi, cấp lại Giấy xác nhận khuyết tật")
BOTH("1.005861", "BTXH", 3, 60, 1, KHAC, KHAC, "Đề nghị hỗ trợ chi phí mai táng cho đối tượng bảo trợ xã hội")
BOTH("1.012805", "BTXH", 10, 16, 0, KHAC, KHAC, "Công nhận hộ nghèo, hộ cận nghèo phát sinh trong năm")
BOTH("1.008372", "BTXH", 10, 12, 0, KHAC, KHAC, "Công nhận hộ thoát nghèo, hộ thoát cận nghèo trong năm")
BOTH("1.006835", "BTXH", 3, 4, 0, KHAC, KHAC, "Trợ giúp xã hội đột xuất về lương thực, nhu yếu phẩm")
BOTH("1.008844", "BTXH", 3, 4, 0, KHAC, KHAC, "Trợ giúp xã hội đột xuất về hỗ trợ chi phí mai táng")
BOTH("1.002647", "BTXH", 3, 3, 0, KHAC, KHAC, "Trợ giúp xã hội đột xuất về làm nhà ở, sửa chữa nhà ở tại cấp xã")
BOTH("1.008883", "BTXH", 3, 1, 0, KHAC, KHAC, "Đăng ký hoạt động đối với cơ sở trợ giúp xã hội dưới 10 đối tượng có hoàn cảnh khó khăn")
BOTH("1.000255", "BTXH", 3, 30, 0, KHAC, KHAC, "Xác nhận hộ có thu nhập thấp, hộ gia đình nông nghiệp có mức sống trung bình")
BOTH("2.012706", "BTXH", 5, 50, 1, KHAC, KHAC, "Đề nghị cấp, đổi thẻ bảo hiểm y tế cho đối tượng bảo trợ xã hội, hộ nghèo, hộ cận nghèo")
BOTH("1.001985", "BTXH", 5, 40, 1, KHAC, KHAC, "Đề nghị trợ cấp đối với người cao tuổi")
BOTH("1.006455", "BTXH", 5, 6, 1, KHAC, KHAC, "Đề nghị tiếp nhận đối tượng vào cơ sở trợ giúp xã hội")
SOON("2.012572", "BTXH", 10, 10, 0, KHAC, "2021-09-01", "Công nhận người lao động có thu nhập thấp")
NEW("1.007483", "BTXH", 5, 14, 1, KHAC, "Đề nghị hỗ trợ tiền điện cho hộ nghèo, hộ chính sách xã hội")

/* Trẻ em, phòng, chống tệ nạn xã hội */
BOTH("1.008477", "TE", 1, 2, 0, KHAC, KHAC, "Áp dụng biện pháp can thiệp khẩn cấp hoặc tạm thời cách ly trẻ em khỏi môi trường gây tổn hại")
BOTH("1.000314", "TE", 10, 1, 0, KHAC, KHAC, "Chấm dứt việc chăm sóc thay thế cho trẻ em")
BOTH("1.012526", "TE", 10, 2, 0, KHAC, KHAC, "Phê duyệt kế hoạch hỗ trợ, can thiệp đối với trẻ em bị xâm hại hoặc có nguy cơ bị bạo lực, bóc lột, bỏ rơi")
BOTH("1.008489", "TE", 10, 2, 0, KHAC, KHAC, "Đăng ký nhận chăm sóc thay thế cho trẻ em")
BOTH("1.005875", "TE", 10, 1, 0, KHAC, KHAC, "Thông báo nhận chăm sóc thay thế cho trẻ em đối với người thân thích")
BOTH("1.001116", "TE", 10, 1, 0, KHAC, KHAC, "Chuyển trẻ em đang được chăm sóc thay thế tại cơ sở trợ giúp xã hội đến cá nhân, gia đình")
BOTH("1.003190", "TE", 5, 30, 0, KHAC, KHAC, "Cấp thẻ bảo hiểm y tế cho trẻ em dưới 6 tuổi")
BOTH("2.012784", "TE", 10, 2, 0, KHAC, KHAC, "Quyết định quản lý cai nghiện ma túy tự nguyện tại gia đình")
BOTH("1.001143", "TE", 10, 2, 0, KHAC, KHAC, "Quyết định cai nghiện ma túy tự nguyện tại cộng đồng")
NEW("1.004217", "TE", 5, 2, 0, KHAC, "Đăng ký cai nghiện ma túy tự nguyện")

/* Giáo dục và đào tạo */
BOTH("1.004752", "GD", 15, 4, 0, KHAC, KHAC, "Thành lập nhóm trẻ, lớp mẫu giáo độc lập")
BOTH("2.001736", "GD", 15, 3, 0, KHAC, KHAC, "Cho phép cơ sở giáo dục khác thực hiện chương trình giáo dục tiểu học")
BOTH("1.012404", "GD", 10, 1, 0, KHAC, KHAC, "Cho phép nhóm trẻ, lớp mẫu giáo độc lập hoạt động giáo dục trở lại")
BOTH("1.010346", "GD", 15, 1, 0, KHAC, KHAC, "Sáp nhập, chia, tách nhóm trẻ, lớp mẫu giáo độc lập")
BOTH("2.002676", "GD", 5, 1, 0, KHAC, KHAC, "Giải thể hoạt động của nhóm trẻ, lớp mẫu giáo độc lập")
BOTH("1.008837", "GD", 5, 20, 0, KHAC, KHAC, "Xác nhận hồ sơ đề nghị miễn, giảm học phí, hỗ trợ chi phí học tập")

/* Văn hóa, gia đình, thể dục thể thao */
BOTH("1.002000", "VH", 5, 40, 0, KHAC, KHAC, "Xét tặng danh hiệu Gia đình văn hóa hằng năm")
BOTH("1.010777", "VH", 5, 8, 0, KHAC, KHAC, "Xét tặng Giấy khen Gia đình văn hóa")
BOTH("2.009285", "VH", 15, 3, 0, KHAC, KHAC, "Thông báo tổ chức lễ hội quy mô cấp xã")
NEW("1.012690", "VH", 10, 1, 0, KHAC, "Thông báo thành lập thư viện đối với thư viện cộng đồng cấp xã")
BOTH("1.001606", "VH", 10, 3, 0, KHAC, KHAC, "Công nhận câu lạc bộ thể thao cơ sở")
NEW("1.002508", "VH", 5, 1, 0, KHAC, "Đăng ký tổ chức hoạt động văn hóa, văn nghệ quần chúng tại nhà văn hóa, sân chơi công cộng")
NEW("2.011602", "VH", 3, 1, 0, KHAC, "Tiếp nhận tin báo, tố giác về bạo lực gia đình, đề nghị cấm tiếp xúc")
NEW("1.004320", "VH", 3, 1, 0, KHAC, "Hủy bỏ quyết định cấm tiếp xúc theo đơn đề nghị")

/* Tín ngưỡng, tôn giáo */
BOTH("1.000364", "TG", 15, 4, 0, KHAC, KHAC, "Đăng ký hoạt động tín ngưỡng")
BOTH("1.012451", "TG", 15, 2, 0, KHAC, KHAC, "Đăng ký bổ sung hoạt động tín ngưỡng")
BOTH("1.010729", "TG", 20, 3, 0, KHAC, KHAC, "Đăng ký sinh hoạt tôn giáo tập trung")
BOTH("1.008822", "TG", 15, 1, 0, KHAC, KHAC, "Thông báo danh mục hoạt động tôn giáo đối với tổ chức có địa bàn hoạt động ở một xã")
BOTH("1.006598", "TG", 15, 1, 0, KHAC, KHAC, "Thông báo danh mục hoạt động tôn giáo bổ sung đối với tổ chức có địa bàn hoạt động ở một xã")
BOTH("2.012566", "TG", 15, 1, 0, KHAC, KHAC, "Đăng ký thay đổi người đại diện của nhóm sinh hoạt tôn giáo tập trung")
BOTH("1.009487", "TG", 20, 1, 0, KHAC, KHAC, "Đề nghị thay đổi địa điểm sinh hoạt tôn giáo tập trung trong địa bàn một xã")
BOTH("2.005462", "TG", 20, 1, 0, KHAC, KHAC, "Đề nghị thay đổi địa điểm sinh hoạt tôn giáo tập trung đến địa bàn xã khác")
BOTH("1.005616", "TG", 5, 1, 0, KHAC, KHAC, "Thông báo về việc thay đổi địa điểm sinh hoạt tôn giáo tập trung")
BOTH("1.007974", "TG", 5, 2, 0, KHAC, KHAC, "Thông báo tổ chức quyên góp trong địa bàn một xã của cơ sở tín ngưỡng, tổ chức tôn giáo")

/* Thi đua - khen thưởng */
BOTH("1.007424", "TDKT", 10, 20, 0, KHAC, KHAC, "Tặng Giấy khen của Chủ tịch Ủy ban nhân dân cấp xã về thực hiện nhiệm vụ chính trị")
BOTH("1.010873", "TDKT", 10, 16, 0, KHAC, KHAC, "Tặng Giấy khen của Chủ tịch Ủy ban nhân dân cấp xã về thành tích thi đua theo đợt, chuyên đề")
BOTH("1.008594", "TDKT", 5, 4, 0, KHAC, KHAC, "Tặng Giấy khen của Chủ tịch Ủy ban nhân dân cấp xã về thành tích đột xuất")
BOTH("1.006398", "TDKT", 10, 6, 0, KHAC, KHAC, "Tặng Giấy khen của Chủ tịch Ủy ban nhân dân cấp xã cho gia đình")
BOTH("1.008179", "TDKT", 10, 4, 0, KHAC, KHAC, "Tặng danh hiệu Lao động tiên tiến cho cá nhân thuộc cấp xã")

/* Tổ chức, biên chế, hội, quỹ */
NEW("1.001217", "TCBC", 5, 1, 0, KHAC, "Công nhận kết quả bầu Trưởng thôn, Tổ trưởng tổ dân phố")

/* Tài chính, quản lý công sản */
BOTH("1.006393", "TC", 10, 2, 0, KHAC, KHAC, "Thẩm tra, phê duyệt quyết toán dự án hoàn thành do cấp xã làm chủ đầu tư")
NEW("1.012897", "TC", 3, 2, 0, KHAC, "Quyết định giao, chuyển giao tài sản công cho cấp xã quản lý")

/* Y tế, an toàn thực phẩm */
BOTH("2.005000", "YT", 5, 30, 0, KHAC, KHAC, "Tiếp nhận bản cam kết bảo đảm an toàn thực phẩm đối với cơ sở kinh doanh thức ăn đường phố")
BOTH("1.012655", "YT", 5, 1, 0, KHAC, KHAC, "Xét hưởng chính sách hỗ trợ cho đối tượng sinh con đúng chính sách dân số")
NEW("2.010221", "YT", 1, 4, 0, KHAC, "Cấp giấy chứng sinh cho trẻ sinh ra tại nhà hoặc nơi khác ngoài cơ sở khám bệnh, chữa bệnh")

/* Quân sự */
BOTH("2.011865", "QS", 1, 60, 0, KHAC, KHAC, "Đăng ký nghĩa vụ quân sự lần đầu")
BOTH("1.005474", "QS", 1, 4, 0, KHAC, KHAC, "Đăng ký phục vụ trong ngạch dự bị")
BOTH("1.011259", "QS", 1, 8, 0, KHAC, KHAC, "Đăng ký nghĩa vụ quân sự bổ sung")
BOTH("1.010690", "QS", 1, 30, 0, KHAC, KHAC, "Đăng ký di chuyển nơi cư trú, nơi làm việc khi thay đổi nơi cư trú đối với công dân sẵn sàng nhập ngũ")
BOTH("2.010663", "QS", 1, 16, 0, KHAC, KHAC, "Đăng ký tạm vắng đối với công dân sẵn sàng nhập ngũ")
BOTH("1.012818", "QS", 1, 6, 0, KHAC, KHAC, "Đăng ký miễn gọi nhập ngũ trong thời chiến")
BOTH("2.002457", "QS", 5, 3, 0, KHAC, KHAC, "Trợ cấp đối với Dân quân tự vệ bị ốm hoặc chết trong khi thực hiện nhiệm vụ")
NEW("1.000151", "QS", 5, 1, 0, KHAC, "Hưởng chế độ, chính sách đối với Dân quân bị tai nạn trong khi thực hiện nhiệm vụ")

/* Tiếp công dân, khiếu nại, tố cáo */
BOTH("1.002345", "TCD", 1, 1, 0, KHAC, KHAC, "Tiếp công dân tại cấp xã")
BOTH("1.002123", "TCD", 10, 1, 0, KHAC, KHAC, "Xử lý đơn tại cấp xã")
BOTH("1.010721", "TCD", 30, 1, 0, KHAC, KHAC, "Giải quyết khiếu nại lần đầu tại cấp xã")
BOTH("1.003244", "TCD", 30, 1, 0, KHAC, KHAC, "Giải quyết tố cáo tại cấp xã")

/* Phòng, chống tham nhũng */
BOTH("1.012502", "PCTN", 10, 1, 0, KHAC, KHAC, "Thực hiện việc kê khai tài sản, thu nhập tại cấp xã")
BOTH("1.000598", "PCTN", 5, 1, 0, KHAC, KHAC, "Tiếp nhận yêu cầu giải trình tại cấp xã")
BOTH("1.006306", "PCTN", 15, 1, 0, KHAC, KHAC, "Thực hiện việc giải trình tại cấp xã")
NEW("1.008226", "PCTN", 15, 1, 0, KHAC, "Xác minh tài sản, thu nhập tại cấp xã")
