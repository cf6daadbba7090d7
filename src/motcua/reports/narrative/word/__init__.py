"""The report as a Word document in the layout of NĐ 30/2020/NĐ-CP, Phụ lục I."""
