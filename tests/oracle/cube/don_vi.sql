-- Units in force on the cut-off ?2, and whether one in force is below them.
WITH hieu_luc AS (SELECT * FROM don_vi WHERE ifnull(hieu_luc_tu <= ?2, 1) AND ifnull(hieu_luc_den >= ?2, 1))
SELECT ma, cap, EXISTS (SELECT 1 FROM hieu_luc c WHERE c.ma_cha = h.ma), 1 FROM hieu_luc h
