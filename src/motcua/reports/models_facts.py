"""Tables of what reports read beside dossiers: payments, questions, and since when each kind of fact is recorded."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class FactSource(models.Model):
    """Since which day the centre records a kind of fact without gaps; a corrected one ends, another takes its place."""

    class Kind(models.TextChoices):
        PAID_ONLINE = "paid_online", "thanh toán trực tuyến của hồ sơ"
        IDENTITY = "identity", "xác thực với Cơ sở dữ liệu quốc gia về dân cư"
        DIGITISED = "digitised", "số hóa thành phần hồ sơ"
        E_RESULT = "e_result", "kết quả điện tử"
        REUSED = "reused", "tái sử dụng dữ liệu, giấy tờ đã số hóa"
        FROM_STORE = "from_store", "giấy tờ lấy từ kho dữ liệu điện tử"
        PAYMENTS = "payments", "phí, lệ phí đã thu"
        QUESTIONS = "questions", "câu hỏi, phản ánh, kiến nghị"
        COUNTERS = "counters", "quầy tiếp nhận hồ sơ"

    kind = models.CharField(max_length=12, choices=Kind.choices)
    since = models.DateField()
    """The first local day whose facts are all there."""
    note = models.CharField(max_length=300, blank=True)
    """How they are recorded: by which software, imported from where."""
    decision = models.CharField(max_length=100, blank=True)
    declared_at = models.DateTimeField()
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    """Null: the administrator of the system, on the command line."""
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["kind", "-declared_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind"], condition=Q(ended_at__isnull=True), name="fact_source_one_in_force"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("declared_at")), name="fact_source_ends_after"
            ),
            models.CheckConstraint(
                condition=Q(since__gte="2000-01-01", since__lte="2199-12-31"), name="fact_source_since_possible"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} since {self.since}"


class PaymentFact(models.Model):
    """A fee that was paid; written once and never changed."""

    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+", db_index=False)
    dossier = models.ForeignKey("dossiers.Dossier", models.PROTECT, null=True, blank=True, related_name="+")
    """Null where the software of the time did not tell."""
    paid_at = models.DateTimeField()
    online = models.BooleanField()
    amount = models.BigIntegerField()
    """Whole đồng."""
    reference = models.CharField(max_length=80, unique=True)
    """Of the payment or its receipt, as its source has it: the same payment twice is written once."""

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="payment_fact_amount_positive"),
            models.CheckConstraint(condition=~Q(reference=""), name="payment_fact_has_a_reference"),
        ]
        indexes = [
            # the table of fees reads nothing but the index
            models.Index(fields=["paid_at"], include=["agency", "online", "amount"], name="payment_fact_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.reference}: {self.amount}"


class QuestionFact(models.Model):
    """A question, or a complaint about conduct or about a rule, with the moments of what became of it."""

    class Kind(models.TextChoices):
        QUESTION = "question", "Câu hỏi"
        COMPLAINT_CONDUCT = "complaint_conduct", "Phản ánh, kiến nghị về hành vi hành chính"
        COMPLAINT_RULE = "complaint_rule", "Phản ánh, kiến nghị về quy định hành chính"

    class Channel(models.TextChoices):
        PORTAL = "portal", "Cổng dịch vụ công"
        HOTLINE = "hotline", "Đường dây nóng"
        EMAIL = "email", "Thư điện tử"
        COUNTER = "counter", "Trực tiếp"
        POST = "post", "Bưu chính"
        APP = "app", "Ứng dụng di động"

    reference = models.CharField(max_length=80, unique=True)
    agency = models.ForeignKey(
        "agencies.Agency", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    """Null while nobody has been made responsible."""
    kind = models.CharField(max_length=20, choices=Kind.choices)
    channel = models.CharField(max_length=10, choices=Channel.choices)
    received_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    """When question and answer were made public."""
    discarded_at = models.DateTimeField(null=True, blank=True)
    """When it was put aside without an answer: no sender, no content."""

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reference=""), name="question_fact_has_a_reference"),
            models.CheckConstraint(
                condition=Q(kind__in=["question", "complaint_conduct", "complaint_rule"]), name="question_fact_kind"
            ),
            models.CheckConstraint(
                condition=Q(channel__in=["portal", "hotline", "email", "counter", "post", "app"]),
                name="question_fact_channel",
            ),
            models.CheckConstraint(
                condition=(Q(answered_at__isnull=True) | Q(answered_at__gte=F("received_at")))
                & (Q(discarded_at__isnull=True) | Q(discarded_at__gte=F("received_at"))),
                name="question_fact_received_first",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | Q(discarded_at__isnull=True),
                name="question_fact_answered_or_discarded",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True)
                | Q(answered_at__isnull=False, published_at__gte=F("answered_at")),
                name="question_fact_answered_before_published",
            ),
        ]
        indexes = [
            models.Index(fields=["received_at"], name="question_fact_by_time"),
            # the open ones of a period were received before it
            models.Index(
                fields=["received_at"],
                condition=Q(answered_at__isnull=True, discarded_at__isnull=True),
                name="question_fact_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference}: {self.kind}"
