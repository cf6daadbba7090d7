"""Why something is left to a person: stable codes and the Vietnamese sentences that go with them."""

from __future__ import annotations

from motcua.catalogue.national.reading import Mark, Part

SENTENCES: dict[str, str] = {
    # times
    "time_without_unit": "Thời gian chỉ có con số, không có đơn vị; hãy xem văn bản gốc để ghi ngày hay ngày làm việc.",
    "time_in_words": "Thời gian ghi bằng lời; hãy đọc và nhập thời hạn nếu có.",
    "time_unit_unknown": "Đơn vị thời gian không thuộc các đơn vị đã biết; hãy nhập thời hạn bằng tay.",
    "time_not_positive": "Thời gian ghi bằng 0; hãy kiểm tra xem thủ tục được giải quyết ngay hay chưa nhập thời hạn.",
    "time_malformed": "Con số thời gian viết không rõ; hãy nhập lại theo văn bản gốc.",
    "time_unit_differs": "Phần mô tả ghi cùng con số nhưng khác đơn vị thời gian; hãy đối chiếu với văn bản gốc.",
    "digits_glued": "Chữ số của thời gian và của mức phí dính liền nhau; hãy tách và nhập lại cả hai.",
    # fees
    "fee_foreign": "Mức phí bằng ngoại tệ; hãy nhập mức phí bằng tay.",
    "fee_malformed": "Số tiền viết không đúng cách chia hàng nghìn; hãy nhập lại mức phí.",
    "fee_too_small": "Số tiền nhỏ hơn 1.000 đồng, nhiều khả năng nhập thiếu; hãy kiểm tra mức phí.",
    "fee_note_open": "Ghi chú mức phí thiếu dấu ngoặc nên không biết kết thúc ở đâu; hãy đọc và nhập mức phí.",
    "fee_contradicted": "Ghi chú bên cạnh số tiền nêu mức khác hoặc điều kiện miễn, giảm; hãy nhập từng trường hợp.",
    "fee_free_but": "Ghi “Miễn phí” nhưng lời ghi chú bên cạnh nói đến phí, lệ phí hoặc quy định khác; hãy kiểm tra.",
    "fee_in_note": "Cột phí để trống nhưng phần mô tả có nêu phí, lệ phí; hãy đọc và nhập mức phí.",
    # the table of ways
    "ways_not_a_table": "Phần cách thức thực hiện không phải là bảng đọc được; hãy nhập từng cách thức.",
    "ways_cut": "Bảng cách thức thực hiện có thể bị cắt ngang; hãy kiểm tra xem có thiếu dòng nào không.",
    # components
    "components_not_a_table": "Phần thành phần hồ sơ không phải là bảng đọc được; hãy nhập từng giấy tờ.",
    "component_without_quantity": "Phần này đứng ngoài các dòng có số lượng; hãy xem là giấy tờ, đề mục hay ghi chú.",
    "component_quantity_glued": "Số lượng bản chính dính liền với chữ số của tên giấy tờ; hãy nhập lại số lượng.",
    "component_row_unclear": "Không rõ chỗ này là một hay nhiều dòng giấy tờ; hãy đọc và nhập lại.",
    "component_form_unclear": "Không tách chắc chắn được tên giấy tờ và tên tệp mẫu đơn; hãy tách bằng tay.",
    # legal bases
    "bases_not_a_table": "Phần căn cứ pháp lý không phải là bảng đọc được; hãy nhập từng văn bản.",
    "basis_unclear": "Không tách chắc chắn được tên và số ký hiệu của văn bản; hãy tách bằng tay.",
    # results
    "results_not_read": "Phần kết quả xử lý bị cắt hoặc không có mã; hãy nhập kết quả bằng tay.",
    "result_unclear": "Không tách chắc chắn được tên và mã của kết quả; hãy tách bằng tay.",
    "result_code_odd": "Mã kết quả không đúng dạng mã của Cổng Dịch vụ công quốc gia; hãy kiểm tra.",
    # the rest
    "subject_unknown": "Đối tượng thực hiện không có trong danh mục đã biết; hãy chọn đối tượng bằng tay.",
    "level_unknown": "Cấp thực hiện không có trong danh mục đã biết; hãy chọn cấp bằng tay.",
    "agency_unclear": "Tên cơ quan lẫn với phần khác của trang; hãy nhập tên cơ quan.",
}
"""Reason code to sentence. Codes are stable: reports and tests count by them."""

DOUBTS = frozenset({"time_unit_differs"})
"""Reasons beside which the value is stated nevertheless: the column says it, a person should compare."""


def mark(part: Part, reason: str, verbatim: str, *, where: str = "") -> Mark:
    """A mark for a person; `where` goes before the sentence, such as “Dòng 2”."""
    sentence = SENTENCES[reason]
    return Mark(part, reason, f"{where}: {sentence}" if where else sentence, verbatim)
