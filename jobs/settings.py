"""Which settings come from the environment (``MINGCHA_*``), and what each means."""

from pathlib import Path

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from jobs.errors import UsageError


class Settings(BaseSettings):
    """Configuration from ``MINGCHA_*`` variables; command-line options win over it. Times are in seconds."""

    model_config = SettingsConfigDict(env_prefix="MINGCHA_", extra="ignore")

    db: str = "sqlite:///mingcha.db"
    contact: str = Field("https://mingcha.invalid/contact", description="shown to portals in the user agent")
    delay: float = Field(1.0, ge=0, description="pause between two requests to one host")
    timeout: float = Field(30.0, gt=0, description="longest time for one answer")
    connect_timeout: float = Field(15.0, gt=0, description="an availability probe's limit, too")
    retries: int = Field(2, ge=0, le=10)
    concurrency: int = Field(64, ge=1, le=1000, description="requests in flight over all portals")
    portal_pages: int = Field(300, ge=1, description="page budget of one portal")
    portal_seconds: float = Field(3600.0, gt=0, description="time budget of one portal")
    obey_robots: bool = True
    render: bool = Field(default=True, description="render pages that only JavaScript fills")
    chromium: str | None = Field(default=None, description="path of the Chromium to render with")
    proxy: str | None = None
    allow_network: str = Field(
        "", description="private networks that may be visited, CIDRs separated by commas"
    )

    register_csv: str | None = Field(
        default=None, validation_alias="MINGCHA_REGISTER", description="CSV of notices filed and of events"
    )

    vocabulary: str | None = Field(
        default=None,
        description="subject vocabulary to tell columns by; read where it is used, in every process",
    )

    evidence: str | None = Field(default=None, description="folder in which all that is fetched is kept")
    signing_key: str | None = Field(default=None, description="file of the key that audits are sealed with")
    tsa_url: str | None = Field(default=None, description="timestamp authority (RFC 3161)")
    tsa_certificates: str | None = Field(
        default=None, description="PEM file of the roots that its certificate must lead to"
    )

    trusted_keys: str = Field(
        "", description="keys that packages may be signed with (files or sha256:…), separated by commas"
    )

    judge_processes: int = Field(0, ge=0, le=256, description="processes that judge; 0: as many as cores")

    # the console's
    console_https: bool = Field(default=False, description="browsers reach the console over https")
    console_hosts: str = Field("", description="names it answers to, separated by commas; empty: all")
    console_proxies: str = Field("", description="addresses of proxies whose X-Forwarded-For is believed")
    console_upload_mb: int = Field(25, ge=1, le=1000, description="largest request with a file, in MB")
    exports: str | None = Field(default=None, description="folder of the files that were ordered")
    export_days: int = Field(30, ge=1, description="days that files that were ordered are kept for")

    oidc_issuer: str | None = Field(default=None, description="OpenID Connect provider to sign in by")
    oidc_client_id: str = ""
    oidc_client_secret: str = ""
    oidc_client_secret_file: str | None = None

    # the scheduler's
    plan: str = "yunnan-2017"
    units: str = "plans/yunnan-2017/units.csv"
    night_hour: int = Field(
        1, ge=0, le=23, description="hour (Asia/Shanghai) at which the nightly audit starts"
    )
    schedule_db: str = "sqlite:///mingcha-schedule.db"
    night_lock: str = "mingcha-night.lock"
    keep_days: int = Field(90, ge=7, description="days that page visits are kept for")

    @property
    def register_file(self) -> Path | None:
        """``register_csv`` as a path; None when it is not set."""
        return Path(self.register_csv) if self.register_csv else None

    @property
    def evidence_folder(self) -> Path | None:
        """``evidence`` as a path; None when it is not set."""
        return Path(self.evidence) if self.evidence else None

    @property
    def console_host_names(self) -> tuple[str, ...]:
        """``console_hosts`` one by one."""
        return tuple(part.strip() for part in self.console_hosts.split(",") if part.strip())

    @property
    def trusted(self) -> tuple[str, ...]:
        """``trusted_keys`` one by one."""
        return tuple(part.strip() for part in self.trusted_keys.split(",") if part.strip())

    @property
    def networks(self) -> tuple[str, ...]:
        """``allow_network`` as CIDRs."""
        return tuple(part.strip() for part in self.allow_network.split(",") if part.strip())


def load_settings() -> Settings:
    """Settings from the environment.

    Raises:
        UsageError: a variable has a value that can't be used; the message names it.
    """
    try:
        return Settings()  # type: ignore[call-arg]  # every field has a default; the plugin for mypy isn't used
    except ValidationError as error:
        first = error.errors()[0]
        name = "MINGCHA_" + "_".join(str(part) for part in first["loc"]).upper()
        message = f"{name}={first.get('input')!r}: {first['msg']}; correct or unset the variable"
        raise UsageError(message) from None
