"""Tables of the dossier: its log, its present state, the tasks it puts on desks."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from motcua.law.lifecycle.state import Channel, LateCause, Money, Status


class Applicant(models.Model):
    """A person or organisation that files dossiers, known by identity number from one filing to the next."""

    class Kind(models.TextChoices):
        PERSON = "person", "Cá nhân"
        ORGANISATION = "organisation", "Tổ chức"

    identity_number = models.CharField("Số định danh", max_length=20, unique=True)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.PERSON)
    name = models.CharField("Họ tên", max_length=300)
    birth_date = models.DateField("Ngày sinh", null=True, blank=True)
    address = models.CharField("Địa chỉ", max_length=500, blank=True)
    phone = models.CharField("Số điện thoại", max_length=20, blank=True)
    email = models.EmailField("Email", blank=True)
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="applicant_has_a_name"),
            models.CheckConstraint(condition=~Q(identity_number=""), name="applicant_has_an_identity"),
        ]

    def __str__(self) -> str:
        return self.name


class Dossier(models.Model):
    """One filing of one procedure: the fold of its log (`state`), with the columns that lists and reports use.

    `procedure_version`, `case`, `process` and `regime` are pinned at intake; a later change of them changes nothing
    here.
    """

    class Ending(models.TextChoices):
        FINISHED = Status.FINISHED.value, Status.FINISHED.label
        REJECTED = Status.REJECTED.value, Status.REJECTED.label
        STOPPED = Status.STOPPED.value, Status.STOPPED.label

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    code = models.CharField("Mã hồ sơ", max_length=50, null=True, unique=True)
    lookup_code = models.CharField("Mã tra cứu", max_length=12)
    procedure = models.ForeignKey("catalogue.Procedure", models.PROTECT)
    procedure_version = models.ForeignKey("catalogue.ProcedureVersion", models.PROTECT, db_index=False)
    process = models.ForeignKey("catalogue.InternalProcess", models.PROTECT, db_index=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, db_index=False)
    case = models.CharField("Trường hợp", max_length=40, blank=True, default="", db_default="")
    """Key of the case of the version that it was filed under; "" where the version has none."""
    regime = models.CharField(max_length=20)
    applicant = models.ForeignKey(Applicant, models.PROTECT, db_index=False)
    applicant_name = models.CharField(max_length=300)
    subject = models.CharField("Nội dung yêu cầu", max_length=500, blank=True)
    channel = models.CharField(max_length=16, choices=[(c.value, c.label) for c in Channel])
    wanted_delivery = models.CharField(max_length=12, default="counter")
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False)
    status = models.CharField(max_length=24, choices=[(s.value, s.label) for s in Status])
    money = models.CharField(max_length=12, choices=[(m.value, m.label) for m in Money])
    submitted_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    due_since = models.DateTimeField(null=True)
    """From when on `due_at` is known: the moment of the newest line of `DueDate`; null: from acceptance."""
    due_original = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_actual = models.DateTimeField(null=True)
    """The true moment of completion, where the software was updated late: both moments are reported."""
    close_on = models.DateField(null=True)
    """Last local day on which a supplement is waited for."""
    calendar = models.PositiveIntegerField(default=0, db_default=0)
    """The newest approval of a calendar year with which the due dates were reckoned; 0: whatever is newest."""
    ended_as = models.CharField(max_length=10, choices=Ending.choices, blank=True, default="")
    returned_at = models.DateTimeField(null=True)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    """Who accepted it; unlike `officer` it never changes, so a past period keeps its figures by officer."""
    commune = models.CharField(max_length=120, blank=True, default="", db_default="")
    """Commune of the applicant's address as it was at intake (`law.addresses`); "" where the address names none."""
    late_cause = models.CharField(
        max_length=24, choices=[(c.value, c.label) for c in LateCause], blank=True, default=""
    )
    state = models.JSONField()
    events_count = models.PositiveIntegerField(default=0)
    last_hash = models.BinaryField(max_length=32)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, code__isnull=True)
                | Q(accepted_at__isnull=False, code__isnull=False),
                name="dossier_code_comes_with_acceptance",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(due_original__isnull=False),
                name="dossier_accepted_has_a_due_date",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("accepted_at")),
                name="dossier_ends_after_acceptance",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_as="") | Q(ended_at__isnull=False) & ~Q(ended_as=""),
                name="dossier_end_says_how",
            ),
            models.CheckConstraint(
                condition=Q(returned_at__isnull=True) | Q(returned_at__gte=F("ended_at")),
                name="dossier_returned_after_it_ended",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True)
                | Q(due_at__isnull=True)
                | Q(ended_at__lte=F("due_at"))
                | ~Q(late_cause=""),
                name="dossier_late_has_a_cause",
            ),
            models.CheckConstraint(
                condition=Q(ended_actual__isnull=True)
                | Q(ended_actual__gte=F("accepted_at"), ended_actual__lt=F("ended_at")),
                name="dossier_truly_ended_before_it_was_recorded",
            ),
        ]
        indexes = [
            # everything that the figures of reports read, so that they need not read the rows
            models.Index(
                fields=["agency", "accepted_at"],
                include=["id", "channel", "ended_at", "ended_as", "due_at", "due_since", "procedure", "late_cause"],
                condition=Q(accepted_at__isnull=False),
                name="dossier_figures",
            ),
            models.Index(fields=["applicant"], name="dossier_by_applicant"),
            models.Index(fields=["accepted_at"], name="dossier_by_acceptance"),
            models.Index(
                # `id` and `procedure` too: the joins of the facts want them even where nothing of theirs is asked for
                fields=["agency", "due_at"],
                include=["accepted_at", "id", "procedure"],
                condition=Q(accepted_at__isnull=False, ended_at__isnull=True),
                name="dossier_pending_by_due",
            ),
            models.Index(
                fields=["agency", "ended_at"],
                condition=Q(ended_at__isnull=False),
                name="dossier_by_end",
            ),
            models.Index(fields=["close_on"], condition=Q(close_on__isnull=False), name="dossier_by_end_of_supplement"),
            models.Index(
                fields=["agency", "ended_at"], condition=Q(ended_actual__isnull=False), name="dossier_corrected"
            ),
            models.Index(fields=["ended_at", "agency"], condition=Q(ended_at__gt=F("due_at")), name="dossier_late"),
        ]

    def __str__(self) -> str:
        return self.code or str(self.id)

    @property
    def reference(self) -> str:
        """What its address is made of: the code, or the id before a code is issued."""
        return self.code or str(self.id)


class Event(models.Model):
    """One line of the log. Append-only: a trigger refuses UPDATE, DELETE and TRUNCATE.

    `hash` is SHA-256 over the previous hash of the dossier and the canonical form of the line (see `log.py`).
    """

    pk = models.CompositePrimaryKey("dossier_id", "seq")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="events", db_index=False)
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=40)
    data = models.JSONField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False)
    on_behalf_of = models.CharField(max_length=200, blank=True, default="")
    at = models.DateTimeField()
    key = models.CharField(max_length=64, null=True)
    previous_hash = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "key"], condition=Q(key__isnull=False), name="event_key_once_per_dossier"
            ),
            models.CheckConstraint(condition=Q(seq__gte=1), name="event_seq_from_one"),
        ]


class Task(models.Model):
    """What lies on a desk: an intake to decide, a step to do, a supplement to receive, a result to return.

    Closed tasks stay: they tell how long each unit held the dossier.
    """

    class Kind(models.TextChoices):
        INTAKE = "intake", "Tiếp nhận hồ sơ"
        STEP = "step", "Xử lý"
        SUPPLEMENT = "supplement", "Chờ công dân bổ sung"
        RETURN = "return", "Trả kết quả"
        PAYMENT = "payment", "Chờ nộp nghĩa vụ tài chính"
        CONSULT = "consult", "Trả lời ý kiến"
        STOP = "stop", "Xác nhận dừng giải quyết"
        CORRECTION = "correction", "Quyết định đính chính"

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="tasks")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    step = models.CharField(max_length=60, blank=True)
    name = models.CharField(max_length=300)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, db_index=False)
    role = models.CharField(max_length=24)
    unit = models.CharField(max_length=60, blank=True)
    assignee = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False)
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    dossier_due_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False)
    outcome = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "kind", "step"], condition=Q(closed_at__isnull=True), name="task_open_once"
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=F("opened_at")),
                name="task_closed_after_opened",
            ),
        ]
        indexes = [
            models.Index(
                fields=["agency", "role", "dossier_due_at", "id"],
                include=["unit", "kind", "dossier"],
                condition=Q(closed_at__isnull=True),
                name="task_open_by_desk",
            ),
            models.Index(fields=["dossier", "agency"], condition=Q(kind="consult"), name="task_consulted_agencies"),
            models.Index(
                fields=["kind", "due_at"],
                condition=Q(closed_at__isnull=True, due_at__isnull=False),
                name="task_open_by_due",
            ),
            models.Index(fields=["closed_at", "agency"], condition=Q(closed_at__gt=F("due_at")), name="task_late"),
        ]


class DueDate(models.Model):
    """The due date of a dossier as it was known from a moment on; `due_at` is None while the clock is stopped.

    Reports ask for the due date as known at an instant, so that figures of a past period never change.
    """

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="due_dates", db_index=False)
    known_at = models.DateTimeField()
    seq = models.PositiveIntegerField()
    due_at = models.DateTimeField(null=True)
    superseded_at = models.DateTimeField(null=True)
    """When the next line became known; null of the newest. A trigger writes it (migration `0010`)."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dossier", "seq"], name="due_date_once_per_event")]
        indexes = [
            models.Index(
                fields=["superseded_at"], condition=Q(superseded_at__isnull=False), name="due_date_superseded"
            ),
        ]


class Mark(models.Model):
    """What has become true of a dossier beside its course, and when: read by reports, never by its life cycle."""

    class Kind(models.TextChoices):
        FEE = "fee", "Có phí, lệ phí phải nộp"
        PAID_ONLINE = "paid_online", "Đã thanh toán trực tuyến"
        IDENTITY = "identity", "Đã xác thực với Cơ sở dữ liệu quốc gia về dân cư"
        DIGITISED = "digitised", "Đã số hóa thành phần hồ sơ"
        E_RESULT = "e_result", "Có kết quả điện tử"
        REUSED = "reused", "Tái sử dụng dữ liệu, giấy tờ đã số hóa"
        FROM_STORE = "from_store", "Lấy giấy tờ từ kho dữ liệu điện tử"

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="marks", db_index=False)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dossier", "kind"], name="mark_once_per_dossier")]


class CodeCounter(models.Model):
    """The last dossier number issued for an agency on a local day; the row's lock makes numbers consecutive."""

    agency_code = models.CharField(max_length=35)
    day = models.DateField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency_code", "day"], name="one_counter_a_day")]


class Attachment(models.Model):
    """A scan or a result file that belongs to a dossier."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="attachments", db_index=False)
    blob = models.ForeignKey("papers.Blob", models.PROTECT)
    component = models.CharField(max_length=80, blank=True)
    filename = models.CharField(max_length=255)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dossier", "blob", "component"], name="attachment_once")]


class IntakeDraft(models.Model):
    """What an officer has typed into the take-in form: nothing typed is lost until the dossier is taken in.

    `id` is also the idempotency key of the acceptance, and the id of the dossier that comes of it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    procedure = models.ForeignKey("catalogue.Procedure", models.CASCADE)
    form = models.JSONField(default=dict)
    scans = models.JSONField(default=list)
    updated_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["officer", "-updated_at"], name="draft_by_officer")]


class LookupAttempt(models.Model):
    """A wrong look-up code for a dossier code, whether or not a dossier of that code exists."""

    code = models.CharField(max_length=50)
    visitor = models.CharField(max_length=40)
    """Keyed hash of the network address: it tells visitors apart without telling who they are."""
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["code", "at"], name="lookup_attempt_code"),
            models.Index(fields=["visitor", "at"], name="lookup_attempt_visitor"),
            models.Index(fields=["at"], name="lookup_attempt_at"),
        ]
