"""Credentials of many vendors, made up, in the many ways in which files give a name a value.

Written from the vendors' documented formats and independent of the shipped tables: a format that the tables describe
wrongly is wrong there alone. Everything is drawn from a seed, so a failure can be made again.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

_UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_UUID_UPPER = "[0-9A-F]{8}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{12}"
_EXT = "a-z0-9=_\\-"


class Vendor(NamedTuple):
    """A format: whose it is, how such a value looks, and how the names of such values begin."""

    id: str
    value: str
    """A pattern of `re`, from which values are drawn."""
    names: tuple[str, ...] = ("acme",)
    """What a name begins with: the vendor, where the value alone tells nothing."""


def _named(vendor: str, value: str, *names: str) -> Vendor:
    return Vendor(vendor, value, names or (vendor.partition(" ")[0],))


def _free(vendor: str, value: str) -> Vendor:
    return Vendor(vendor, value)


# What only a name beside it tells.
NAMED = (
    _named("adafruit", "[a-z0-9_-]{32}"),
    _named("adobe client", "[0-9a-f]{32}"),
    _named("airtable", "[A-Za-z0-9]{17}"),
    _named("algolia", "[a-z0-9]{32}"),
    _named("alibaba", "[a-z0-9]{30}", "alibaba", "aliyun"),
    _named("asana id", "[0-9]{16}"),
    _named("asana secret", "[a-z0-9]{32}"),
    _named("atlassian", "[a-zA-Z0-9]{24}", "atlassian", "jira", "confluence"),
    _named("aws secret", "[A-Za-z0-9/+]{40}", "aws_secret_access", "AWS_SECRET_ACCESS_KEY_"),
    _named("beamer", f"b_[{_EXT}]{{44}}"),
    _named("bitbucket id", "[a-z0-9]{32}"),
    _named("bitbucket secret", f"[{_EXT}]{{64}}"),
    _named("bittrex", "[a-z0-9]{32}"),
    _named("circleci", "[0-9a-f]{40}"),
    _named("meraki", "[0-9a-f]{40}", "meraki", "cisco_meraki"),
    _named("cloudflare", "[a-z0-9_-]{40}"),
    _named("cloudflare global", "[a-f0-9]{37}"),
    _named("codecov", "[a-z0-9]{32}"),
    _named("cohere", "[a-zA-Z0-9]{40}"),
    _named("coinbase", "[a-z0-9_-]{64}"),
    _named("confluent key", "[a-z0-9]{16}"),
    _named("confluent secret", "[a-z0-9]{64}"),
    _named("contentful", f"[{_EXT}]{{43}}"),
    _named("datadog app", "[a-z0-9]{40}"),
    _named("datadog api", "[0-9a-f]{32}"),
    _named("discord token", "[a-f0-9]{64}"),
    _named("discord id", "[0-9]{18}"),
    _named("discord secret", f"[{_EXT}]{{32}}"),
    _named("droneci", "[a-z0-9]{32}", "droneci", "drone_ci", "drone"),
    _named("dropbox app", "[a-z0-9]{15}"),
    _named("dropbox long", f"[a-z0-9]{{11}}AAAAAAAAAA[{_EXT}]{{43}}"),
    _named("dropbox short", f"sl\\.[{_EXT}]{{135}}"),
    _named("etsy", "[a-z0-9]{24}"),
    _named("facebook", "[a-f0-9]{32}"),
    _named("fastly", f"[{_EXT}]{{32}}"),
    _named("finicity token", "[a-f0-9]{32}"),
    _named("finicity secret", "[a-z0-9]{20}"),
    _named("finnhub", "[a-z0-9]{20}"),
    _named("flickr", "[a-z0-9]{32}"),
    _named("freemius", "sk_[a-zA-Z0-9$#!^*%+,.;?~]{29}", "freemius", "secret_key"),
    _named("freshbooks", "[a-z0-9]{64}"),
    _named("gitter", "[a-z0-9_-]{40}"),
    _named("gocardless", f"live_[{_EXT}]{{40}}"),
    _named("heroku", _UUID),
    _named("hubspot", _UUID_UPPER),
    _named("intercom", f"[{_EXT}]{{60}}"),
    _named("jfrog key", "[a-zA-Z0-9]{73}", "jfrog", "artifactory", "bintray", "xray"),
    _named("jfrog token", "[a-zA-Z0-9]{64}", "jfrog", "artifactory", "bintray", "xray"),
    _named("kraken", "[a-z0-9/=_+-]{80,90}"),
    _named("kucoin key", "[a-f0-9]{24}"),
    _named("kucoin secret", _UUID),
    _named("launchdarkly", f"[{_EXT}]{{40}}"),
    _named("linear", "[a-f0-9]{32}"),
    _named("linkedin id", "[a-z0-9]{14}", "linkedin", "linked_in", "linked-in"),
    _named("linkedin secret", "[a-z0-9]{16}", "linkedin", "linked_in", "linked-in"),
    _named("lob", "(live|test)_[a-f0-9]{35}"),
    _named("lob publishable", "(live|test)_pub_[a-f0-9]{31}"),
    _named("looker id", "[a-z0-9]{20}"),
    _named("looker secret", "[a-z0-9]{24}"),
    _named("mailchimp", "[a-f0-9]{32}-us20", "mailchimp", "MailchimpSDK.initialize"),
    _named("mailgun private", "key-[a-f0-9]{32}"),
    _named("mailgun public", "pubkey-[a-f0-9]{32}"),
    _named("mailgun signing", "[a-h0-9]{32}-[a-h0-9]{8}-[a-h0-9]{8}"),
    _named("mapbox", "pk\\.[a-z0-9]{60}\\.[a-z0-9]{22}"),
    _named("mattermost", "[a-z0-9]{26}"),
    _named("maxmind", "[A-Za-z0-9]{6}_[A-Za-z0-9]{29}_mmk"),
    _named("messagebird", "[a-z0-9]{25}", "messagebird", "message-bird", "message_bird"),
    _named("messagebird id", _UUID, "messagebird", "message-bird", "message_bird"),
    _named("mistral", "[A-Za-z0-9]{32}"),
    _named("netlify", f"[{_EXT}]{{40,46}}"),
    _named("newrelic id", "[a-z0-9]{64}", "newrelic", "new-relic", "new_relic"),
    _named("newrelic browser", "NRJS-[a-f0-9]{19}", "newrelic", "new-relic", "new_relic"),
    _named("newrelic insert", "NRII-[a-z0-9-]{32}", "newrelic", "new-relic", "new_relic"),
    _named("newrelic user", "NRAK-[a-z0-9]{27}", "newrelic", "new-relic", "new_relic"),
    _named("nytimes", f"[{_EXT}]{{32}}", "nytimes", "new-york-times", "newyorktimes"),
    _named("okta", "00[a-zA-Z0-9_=-]{40}"),
    _named("plaid id", "[a-z0-9]{24}"),
    _named("plaid secret", "[a-z0-9]{30}"),
    _named("plaid token", f"access-(sandbox|development|production)-{_UUID}"),
    _named("privateai", "[a-z0-9]{32}", "privateai", "private_ai", "private-ai"),
    _named("rapidapi", "[a-z0-9_-]{50}"),
    _named("sendbird id", _UUID),
    _named("sendbird token", "[a-f0-9]{40}"),
    _named("sentry", "[a-f0-9]{64}"),
    _named("snyk", _UUID, "snyk", "snyk_api", "snyk_oauth"),
    _named("sonar", f"[{_EXT}]{{40}}", "sonar", "sonar_login"),
    _named("sourcegraph", "[a-fA-F0-9]{40}"),
    _named("squarespace", _UUID),
    _named("sumologic id", "su[a-zA-Z0-9]{12}", "sumologic", "sumo"),
    _named("sumologic key", "[a-zA-Z0-9]{64}", "sumologic", "sumo"),
    _named("telegram", "[0-9]{8,10}:A[a-zA-Z0-9_-]{34}", "telegram", "telegr", "telegram_bot"),
    _named("travis", "[a-z0-9]{22}"),
    _named("trello", "[a-zA-Z0-9]{32}"),
    _named("twilio", "[0-9a-f]{32}"),
    _named("twitch", "[a-z0-9]{30}"),
    _named("twitter key", "[a-z0-9]{25}"),
    _named("twitter secret", "[a-z0-9]{50}"),
    _named("twitter token", "[0-9]{15,25}-[a-zA-Z0-9]{20,40}"),
    _named("twitter token secret", "[a-z0-9]{45}"),
    _named("twitter bearer", "A{22}[a-zA-Z0-9%]{80,100}"),
    _named("typeform", "tfp_[a-z0-9_.=-]{59}"),
    _named("vault legacy", "s\\.[A-Za-z0-9]{24}", "vault"),
    _named("yandex api", "AQVN[A-Za-z0-9_-]{35,38}"),
    _named("yandex aws", "YC[a-zA-Z0-9_-]{38}"),
    _named("yandex iam", "t1\\.[A-Z0-9a-z_-]{20,60}={0,2}\\.[A-Z0-9a-z_-]{86}={0,2}"),
    _named("zendesk", "[a-z0-9]{40}"),
    _named("pagerduty", "[a-zA-Z0-9_+-]{20}"),
    _named("azure openai", "[0-9a-f]{32}", "azure_openai"),
    _named("firebase", "AIza[0-9A-Za-z_-]{35}"),
    _named("hetzner", "[A-Za-z0-9]{64}"),
    _named("fly", "fo1_[A-Za-z0-9_-]{43}"),
    _named("postmark", _UUID),
    _named("binance", "[A-Za-z0-9]{64}"),
    _named("spotify", "[0-9a-f]{32}"),
    _named("opsgenie", _UUID),
    _named("rollbar", "[0-9a-f]{32}"),
    _named("scalingo", "tk-us-[a-zA-Z0-9_-]{48}"),
    _named("shodan", "[A-Za-z0-9]{32}"),
)

# What says by itself what it is.
FREE = (
    _free("1password key", "A3-[A-Z0-9]{6}-[A-Z0-9]{11}-[A-Z0-9]{5}-[A-Z0-9]{5}-[A-Z0-9]{5}"),
    _free("1password account", "ops_eyJ[a-zA-Z0-9+/]{250,}={0,3}"),
    _free("adobe secret", "p8e-[a-z0-9]{32}"),
    _free("airtable pat", "pat[A-Za-z0-9]{14}\\.[a-f0-9]{64}"),
    _free("alibaba id", "LTAI[a-z0-9]{20}"),
    _free("anthropic admin", "sk-ant-admin01-[a-zA-Z0-9_-]{93}AA"),
    _free("anthropic", "sk-ant-api03-[a-zA-Z0-9_-]{93}AA"),
    _free("artifactory key", "AKCp[A-Za-z0-9]{69}"),
    _free("artifactory reference", "cmVmd[A-Za-z0-9]{59}"),
    _free("atlassian token", "ATATT3[A-Za-z0-9_=-]{186}"),
    _free(
        "authress",
        "(sc|ext|scauth|authress)_[a-z0-9]{5,30}\\.[a-z0-9]{4,6}\\.acc[_-][a-z0-9-]{10,32}\\.[a-z0-9+/_=-]{30,120}",
    ),
    _free("aws id", "(AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}"),
    _free("aws bedrock", "ABSK[A-Za-z0-9+/]{109,200}={0,2}"),
    _free("aws bedrock short", "bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t[A-Za-z0-9+/]{60,100}={0,2}"),
    _free("azure ad", "[a-zA-Z0-9_~.]{3}[0-9]Q~[a-zA-Z0-9_~.-]{31,34}"),
    _free("clickhouse", "4b1d[A-Za-z0-9]{38}"),
    _free("clojars", "CLOJARS_[a-z0-9]{60}"),
    _free("cloudflare origin", "v1\\.0-[a-f0-9]{24}-[a-f0-9]{146}"),
    _free("databricks", "dapi[a-f0-9]{32}(-[0-9])?"),
    _free("defined", "dnkey-[a-z0-9=_-]{26}-[a-z0-9=_-]{52}"),
    _free("digitalocean oauth", "doo_v1_[a-f0-9]{64}"),
    _free("digitalocean pat", "dop_v1_[a-f0-9]{64}"),
    _free("digitalocean refresh", "dor_v1_[a-f0-9]{64}"),
    _free("doppler", "dp\\.pt\\.[a-z0-9]{43}"),
    _free("duffel", "duffel_(test|live)_[a-z0-9_=-]{43}"),
    _free("dynatrace", "dt0c01\\.[a-z0-9]{24}\\.[a-z0-9]{64}"),
    _free("easypost", "EZAK[a-zA-Z0-9]{54}"),
    _free("easypost test", "EZTK[a-zA-Z0-9]{54}"),
    _free("facebook app token", "[0-9]{15,16}\\|[0-9a-z_-]{27,40}"),
    _free("facebook page", "EAAM[a-zA-Z0-9]{100,200}"),
    _free("flutterwave encryption", "FLWSECK_TEST-[a-h0-9]{12}"),
    _free("flutterwave public", "FLWPUBK_TEST-[a-h0-9]{32}-X"),
    _free("flutterwave secret", "FLWSECK_TEST-[a-h0-9]{32}-X"),
    _free("fly oauth", "fo1_[A-Za-z0-9_-]{43}"),
    _free("fly macaroon", "fm2_[a-zA-Z0-9+/]{100,200}={0,3}"),
    _free("frameio", "fio-u-[a-z0-9=_-]{64}"),
    _free("gcp", "AIza[A-Za-z0-9_-]{35}"),
    _free("github pat", "ghp_[0-9a-zA-Z]{36}"),
    _free("github fine", "github_pat_[A-Za-z0-9_]{82}"),
    _free("github oauth", "gho_[0-9a-zA-Z]{36}"),
    _free("github app", "gh[us]_[0-9a-zA-Z]{36}"),
    _free("github refresh", "ghr_[0-9a-zA-Z]{36}"),
    _free("gitlab pat", "glpat-[0-9a-zA-Z_-]{20}"),
    _free("gitlab routable", "glpat-[0-9a-zA-Z_-]{27,300}\\.[0-9a-z]{2}[0-9a-z]{7}"),
    _free("gitlab deploy", "gldt-[0-9a-zA-Z_-]{20}"),
    _free("gitlab job", "glcbt-[0-9a-zA-Z]{1,5}_[0-9a-zA-Z_-]{20}"),
    _free("gitlab flags", "glffct-[0-9a-zA-Z_-]{20}"),
    _free("gitlab feed", "glft-[0-9a-zA-Z_-]{20}"),
    _free("gitlab mail", "glimt-[0-9a-zA-Z_-]{25}"),
    _free("gitlab agent", "glagent-[0-9a-zA-Z_-]{50}"),
    _free("gitlab oauth", "gloas-[0-9a-zA-Z_-]{64}"),
    _free("gitlab trigger", "glptt-[0-9a-f]{40}"),
    _free("gitlab registration", "GR1348941[0-9a-zA-Z_-]{20}"),
    _free("gitlab runner", "glrt-[0-9a-zA-Z_-]{20}"),
    _free("gitlab runner routable", "glrt-t[0-9]_[0-9a-zA-Z_-]{27,300}\\.[0-9a-z]{2}[0-9a-z]{7}"),
    _free("gitlab scim", "glsoat-[0-9a-zA-Z_-]{20}"),
    _free("grafana cloud", "glc_[A-Za-z0-9+/]{32,400}={0,3}"),
    _free("grafana account", "glsa_[A-Za-z0-9]{32}_[A-Fa-f0-9]{8}"),
    _free("grafana legacy", "eyJrIjoi[A-Za-z0-9]{70,400}={0,3}"),
    _free("harness", "(pat|sat)\\.[a-zA-Z0-9_-]{22}\\.[a-f0-9]{24}\\.[a-zA-Z0-9]{20}"),
    _free("terraform", "[a-z0-9]{14}\\.atlasv1\\.[a-z0-9_=-]{60,70}"),
    _free("heroku v2", "HRKU-AA[0-9a-zA-Z_-]{58}"),
    _free("huggingface", "hf_[a-zA-Z]{34}"),
    _free("huggingface org", "api_org_[a-zA-Z]{34}"),
    _free("infracost", "ico-[a-zA-Z0-9]{32}"),
    _free("intra42", "s-s4t2(ud|af)-[a-f0-9]{64}"),
    _free("linear api", "lin_api_[a-z0-9]{40}"),
    _free("notion", "ntn_[0-9]{11}[A-Za-z0-9]{35}"),
    _free("npm", "npm_[a-z0-9]{36}"),
    _free("octopus", "API-[A-Z0-9]{26}"),
    _free("openai legacy", "sk-[a-zA-Z0-9]{20}T3BlbkFJ[a-zA-Z0-9]{20}"),
    _free("openai project", "sk-proj-[A-Za-z0-9_-]{74}T3BlbkFJ[A-Za-z0-9_-]{74}"),
    _free("openai account", "sk-svcacct-[A-Za-z0-9_-]{58}T3BlbkFJ[A-Za-z0-9_-]{58}"),
    _free("openshift", "sha256~[A-Za-z0-9_-]{43}"),
    _free("perplexity", "pplx-[a-zA-Z0-9]{48}"),
    _free("planetscale token", "pscale_tkn_[a-z0-9=._-]{32,64}"),
    _free("planetscale oauth", "pscale_oauth_[a-z0-9=._-]{32,64}"),
    _free("planetscale password", "pscale_pw_[a-z0-9=._-]{32,64}"),
    _free("postman", "PMAK-[a-f0-9]{24}-[a-f0-9]{34}"),
    _free("prefect", "pnu_[a-z0-9]{36}"),
    _free("pulumi", "pul-[a-f0-9]{40}"),
    _free("pypi", "pypi-AgEIcHlwaS5vcmc[A-Za-z0-9_-]{50,200}"),
    _free("readme", "rdme_[a-z0-9]{70}"),
    _free("rubygems", "rubygems_[a-f0-9]{48}"),
    _free("sendgrid", "SG\\.[a-z0-9=_.-]{66}"),
    _free("sendinblue", "xkeysib-[a-f0-9]{64}-[a-z0-9]{16}"),
    _free("sentry user", "sntryu_[a-f0-9]{64}"),
    _free("settlemint app", "sm_aat_[a-zA-Z0-9]{16}"),
    _free("settlemint personal", "sm_pat_[a-zA-Z0-9]{16}"),
    _free("settlemint service", "sm_sat_[a-zA-Z0-9]{16}"),
    _free("shippo", "shippo_(live|test)_[a-fA-F0-9]{40}"),
    _free("shopify", "shp(at|ca|pa|ss)_[a-fA-F0-9]{32}"),
    _free("slack bot", "xoxb-[0-9]{10,13}-[0-9]{10,13}[a-zA-Z0-9-]{24}"),
    _free("slack user", "xox[pe](-[0-9]{10,13}){3}-[a-zA-Z0-9-]{28,34}"),
    _free("slack app", "xapp-[0-9]-[A-Z0-9]{11}-[0-9]{13}-[a-z0-9]{64}"),
    _free("slack config", "xoxe\\.xox[bp]-[0-9]-[A-Z0-9]{163,166}"),
    _free("slack config refresh", "xoxe-[0-9]-[A-Z0-9]{146}"),
    _free("slack legacy bot", "xoxb-[0-9]{8,14}-[a-zA-Z0-9]{18,26}"),
    _free("slack legacy", "xox[os]-[0-9]{10}-[0-9]{10}-[0-9]{10}-[a-fA-F0-9]{10}"),
    _free("slack workspace", "xox[ar]-([0-9]-)?[0-9a-zA-Z]{8,48}"),
    _free("slack webhook", "https://hooks\\.slack\\.com/services/T[A-Z0-9]{8}/B[A-Z0-9]{8,10}/[A-Za-z0-9]{24}"),
    _free("square", "sq0atp-[0-9A-Za-z_-]{22}"),
    _free("square 2", "EAAA[0-9A-Za-z_-]{60}"),
    _free("stripe", "(sk|rk)_(test|live|prod)_[a-zA-Z0-9]{10,99}"),
    _free(
        "teams",
        f"https://[a-z0-9]{{8}}\\.webhook\\.office\\.com/webhookb2/{_UUID}@{_UUID}/IncomingWebhook/[a-z0-9]{{32}}/{_UUID}",
    ),
    _free("tailscale", "tskey-auth-[A-Za-z0-9]{12}-[A-Za-z0-9]{32}"),
    _free("twilio key", "SK[0-9a-f]{32}"),
    _free("vault service", "hvs\\.[A-Za-z0-9_-]{90,120}"),
    _free("vault batch", "hvb\\.[A-Za-z0-9_-]{138,300}"),
    _free("vercel", "vcp_[A-Za-z0-9]{56}"),
    _free("databricks 2", "dapi[a-f0-9]{32}"),
    _free("endor", "endr\\+[A-Za-z0-9-]{16}"),
    _free("sourcegraph sgp", "sgp_[a-fA-F0-9]{16}_[a-fA-F0-9]{40}"),
    _free("xai", "xai-[A-Za-z0-9]{80}"),
    _free("groq", "gsk_[A-Za-z0-9]{52}"),
    _free("replicate", "r8_[A-Za-z0-9]{37}"),
    _free("docker", "dckr_pat_[A-Za-z0-9_-]{27}"),
    _free("buildkite", "bkua_[a-f0-9]{40}"),
)


@dataclass(frozen=True, slots=True)
class Written:
    """A text with one credential in it, and where that lies, in code points."""

    vendor: str
    syntax: str
    path: str
    text: str
    start: int
    end: int

    @property
    def secret(self) -> str:
        return self.text[self.start : self.end]


# Syntax, file name, text. ``{n}`` is the name in snake case, ``{c}`` in camel case, ``{u}`` in upper case, ``{s}`` the
# secret.
SYNTAXES = tuple(
    (name.strip(), path.strip(), text.strip().replace("⏎", "\n").replace("⇥", "  ").replace("␍", "\r"))
    for name, path, text in (
        line.split("│")
        for line in """
ini quoted         │ app.ini     │ {c}Token = "{s}"
ini tight quoted   │ app.ini     │ {c}Token="{s}"
ini                │ app.ini     │ {c}Token = {s}
ini tight          │ app.ini     │ {c}Token={s}
ini plain text     │ untitled    │ {c}Token = {s}
json               │ app.json    │ {{⏎    "{n}_token": "{s}"⏎}}
json tight         │ app.json    │ {{"{n}_token":"{s}","a":1}}
json escaped       │ app.json    │ {{"body": "{{\\"{n}_token\\": \\"{s}\\"}}"}}
json pair          │ app.json    │ {{⏎  "name": "{n}_token",⏎  "value": "{s}"⏎}}
xml element        │ app.xml     │ <{c}Token>{s}</{c}Token>
xml lines          │ app.xml     │ <{c}Token>⏎    {s}⏎</{c}Token>
xml attribute      │ app.xml     │ <entry name="{c}Token" value="{s}" />
xml untitled       │ untitled    │ <{c}Token>⏎    {s}⏎</{c}Token>
yaml               │ app.yaml    │ {n}_token: {s}
yaml single        │ app.yaml    │ {n}_token: '{s}'
yaml double        │ app.yaml    │ {n}_token: "{s}"
yaml literal       │ app.yaml    │ {n}_token: |⏎⇥{s}
yaml folded        │ app.yaml    │ {n}_token: >-⏎⇥{s}
yaml list          │ app.yaml    │ {n}_token:⏎⇥- {s}
yaml pair          │ app.yaml    │ - name: {u}_TOKEN⏎⇥value: {s}
c#                 │ a.cs        │ string {c}Token = "{s}";
c# verbatim        │ a.cs        │ const string {c}Token = @"{s}";
go var             │ a.go        │ var {c}Token string = "{s}"
go short           │ a.go        │ {c}Token := "{s}"
go backticks       │ a.go        │ {c}Token := `{s}`
go field           │ a.go        │ {c}Token: "{s}",
java               │ A.java      │ String {c}Token = "{s}";
java put           │ A.java      │ config.put("{c}Token", "{s}");
java escaped       │ A.java      │ config.put("{c}Token", "\\"{s}\\"");
java compare       │ A.java      │ if ({c}Token.equals("{s}")) return;
kotlin             │ a.kt        │ var {c}Token: string = "{s}"
kotlin untyped     │ a.kt        │ val {c}Token = "{s}"
swift              │ a.swift     │ let {c}Token: String = "{s}"
php                │ a.php       │ ${c}Token = '{s}';
php concatenate    │ a.php       │ ${c}Token .= "{s}"
php coalesce       │ a.php       │ ${c}Token ??= "{s}"
php array          │ a.php       │ '{n}_token' => '{s}',
php define         │ a.php       │ define('{u}_TOKEN', '{s}');
python single      │ a.py        │ {n}_token = '{s}'
python double      │ a.py        │ {n}_token = "{s}"
python triple      │ a.py        │ {n}_token = \"\"\"{s}\"\"\"
python bytes       │ a.py        │ {n}_token = b"{s}"
python typed       │ a.py        │ {n}_token: str = "{s}"
python argument    │ a.py        │ client = Client({n}_token="{s}", timeout=3)
python environ     │ a.py        │ os.environ["{u}_TOKEN"] = "{s}"
python default     │ a.py        │ x = os.getenv("{u}_TOKEN", "{s}")
python dictionary  │ a.py        │ settings = {{'{n}_token': '{s}'}}
python comment     │ a.py        │ # {n}_token = {s}
ruby               │ a.rb        │ {n}_token = '{s}'
ruby or            │ a.rb        │ {n}_token ||= "{s}"
ruby symbol        │ a.rb        │ :{n}_token => "{s}",
ruby keyword       │ a.rb        │ {n}_token: "{s}",
rust               │ a.rs        │ let {n}_token: &str = "{s}";
rust static        │ a.rs        │ pub const {u}_TOKEN: &'static str = "{s}";
rust raw           │ a.rs        │ let mut {n}_token = r#"{s}"#;
javascript         │ a.js        │ const {c}Token = '{s}';
javascript template│ a.js        │ const {c}Token = `{s}`
javascript object  │ a.js        │ export default {{ {c}Token: '{s}', debug: false }}
javascript or      │ a.js        │ const {c}Token = process.env.{u}_TOKEN || "{s}";
typescript         │ a.ts        │ private readonly {c}Token: string = "{s}";
c macro            │ a.h         │ #define {u}_TOKEN "{s}"
c string           │ a.c         │ static const char *{n}_token = "{s}";
c array            │ a.c         │ char {n}_token[] = "{s}";
objective-c        │ a.m         │ NSString *{c}Token = @"{s}";
scala              │ a.scala     │ val {c}Token: String = "{s}"
perl               │ a.pl        │ my ${n}_token = "{s}";
lua                │ a.lua       │ local {n}_token = "{s}"
powershell         │ a.ps1       │ ${c}Token = "{s}"
batch              │ a.bat       │ set {u}_TOKEN={s}
shell export       │ a.sh        │ export {u}_TOKEN={s}
shell quoted       │ a.sh        │ export {u}_TOKEN="{s}"
shell inline       │ a.sh        │ {u}_TOKEN={s} ./deploy.sh --now
shell flag         │ a.sh        │ deploy --{n}-token {s} --force
shell flag equals  │ a.sh        │ deploy --{n}-token={s}
dotenv             │ .env        │ {u}_TOKEN={s}
dotenv quoted      │ .env        │ {u}_TOKEN="{s}"
dotenv key         │ .env        │ {u}_API_KEY={s}
dotenv secret      │ .env        │ {u}_CLIENT_SECRET='{s}'
properties         │ a.properties│ {n}.token={s}
properties spaced  │ a.properties│ {n}.api.key = {s}
toml               │ a.toml      │ {n}_token = "{s}"
terraform          │ a.tf        │ {n}_token = "{s}"
terraform variable │ a.tf        │ variable "{n}_token" {{⏎  default = "{s}"⏎}}
dockerfile         │ Dockerfile  │ ENV {u}_TOKEN={s}
dockerfile space   │ Dockerfile  │ ENV {u}_TOKEN {s}
dockerfile arg     │ Dockerfile  │ ARG {u}_TOKEN="{s}"
makefile           │ Makefile    │ {u}_TOKEN = "{s}"
makefile simple    │ Makefile    │ {u}_TOKEN := "{s}"
makefile posix     │ Makefile    │ {u}_TOKEN ::= "{s}"
makefile posix 3   │ Makefile    │ {u}_TOKEN :::= "{s}"
makefile question  │ Makefile    │ {u}_TOKEN ?= "{s}"
makefile bare      │ Makefile    │ {u}_TOKEN ?= {s}
logstash           │ a.conf      │ ⇥"{c}Token" => "{s}"⏎
nginx              │ a.conf      │ set ${n}_token "{s}";
header             │ a.txt       │ X-{c}-Token: {s}
header quoted      │ a.js        │ headers: {{ 'X-{c}-Key': '{s}' }}
query              │ a.txt       │ https://api.acme.dev/v1?{n}_token={s}
markdown           │ a.md        │ The {n} token is `{s}`.
prose              │ a.md        │ our {n} API key is {s} by the way
csv                │ a.csv       │ {n}_token,{s}
table              │ a.md        │ \\| {n}_token \\| {s} \\|
plist              │ a.plist     │ <key>{c}Token</key>⏎<string>{s}</string>
android            │ s.xml       │ <string name="{n}_token">{s}</string>
web.config         │ web.config  │ <add key="{c}Token" value="{s}"/>
maven              │ pom.xml     │ <{n}.token>{s}</{n}.token>
ansible            │ a.yml       │ ⇥⇥{n}_token: "{s}"
github actions     │ ci.yml      │ ⇥env:⏎⇥⇥{u}_TOKEN: {s}
compose            │ c.yml       │ ⇥⇥- {u}_TOKEN={s}
kubernetes env     │ k.yaml      │ - name: {u}_TOKEN⏎  value: "{s}"
sql                │ a.sql       │ INSERT INTO settings VALUES ('{n}_token', '{s}');
emoji              │ a.md        │ 🔑 {n}_token: {s} 🎉
windows            │ a.ini       │ [x]␍⏎{n}_token = {s}␍⏎y = 1␍⏎
""".strip("\n")
        .replace("\\|", "¦")
        .split("\n")
    )
)


def drawn(pattern: str, chance: random.Random) -> str:
    """A string the pattern matches; repetitions without an end are drawn up to sixty longer than their least."""
    return "".join(_pieces(parser.parse(pattern), chance))


def written(vendor: Vendor, seed: str, *, syntaxes: tuple[tuple[str, str, str], ...] = SYNTAXES) -> Iterator[Written]:
    """The vendor's credential in every syntax, another one in each."""
    for number, (syntax, path, template) in enumerate(syntaxes):
        chance = random.Random(f"{vendor.id}\0{syntax}\0{seed}")
        secret, name = drawn(vendor.value, chance), vendor.names[number % len(vendor.names)]
        snake, camel = name.rstrip("_"), name.rstrip("_")
        text = template.replace("¦", "|").format(n=snake, c=camel, u=snake.upper().replace("-", "_"), s="\0")
        start = text.index("\0")
        yield Written(vendor.id, syntax, path, text.replace("\0", secret), start, start + len(secret))


def _pieces(parsed: Any, chance: random.Random) -> Iterator[str]:
    for operation, argument in parsed:
        kind = str(operation)
        if kind == "LITERAL":
            yield chr(argument)
        elif kind == "IN":
            yield _member(argument, chance)
        elif kind == "MAX_REPEAT":
            least, most, inner = argument
            for _ in range(chance.randint(least, min(int(most), least + 60))):
                yield from _pieces(inner, chance)
        elif kind == "SUBPATTERN":
            yield from _pieces(argument[-1], chance)
        elif kind == "BRANCH":
            yield from _pieces(chance.choice(argument[1]), chance)
        else:
            raise ValueError(f"nothing is drawn for {kind}")


def _member(choices: Any, chance: random.Random) -> str:
    members: list[str] = []
    for kind, argument in choices:
        if str(kind) == "LITERAL":
            members.append(chr(argument))
        elif str(kind) == "RANGE":
            members += map(chr, range(argument[0], argument[1] + 1))
        else:
            raise ValueError(f"nothing is drawn for {re.escape(str(kind))}")
    return chance.choice(members)
