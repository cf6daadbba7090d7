from django.db import migrations, models

_NAMES = """
UPDATE dossiers_task AS t
SET name = CASE WHEN coalesce((d.state ->> 'guided')::boolean, false) THEN 'Chờ người nộp hoàn thiện hồ sơ'
                ELSE 'Tiếp nhận hồ sơ' END
FROM dossiers_dossier AS d
WHERE d.id = t.dossier_id AND t.kind = 'intake' AND t.closed_at IS NULL
  AND (coalesce((d.state ->> 'guided')::boolean, false) OR d.channel NOT IN ('online_full', 'online_partial'))
"""


class Migration(migrations.Migration):

    dependencies = [
        ('dossiers', '0007_late_steps'),
    ]

    operations = [
        migrations.RunSQL(_NAMES, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name='task',
            name='kind',
            field=models.CharField(choices=[('intake', 'Tiếp nhận hồ sơ'), ('step', 'Xử lý'), ('supplement', 'Chờ công dân bổ sung'), ('return', 'Trả kết quả'), ('payment', 'Chờ nộp nghĩa vụ tài chính'), ('consult', 'Trả lời ý kiến'), ('stop', 'Xác nhận dừng giải quyết'), ('correction', 'Quyết định đính chính')], max_length=12),
        ),
    ]
