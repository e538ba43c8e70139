"""Writes classic-scores.json: the scores of 40 texts by the old forum software's rules, in Python as it ran there.

Made with: python3 classic_scores.py > classic-scores.json   (CPython 3.11)
"""

import json
import re
import sys

SPAM = [
    r"\b(buy|sell|cheap|discount|offer|deal)\s+(viagra|cialis|pills|medication)",
    r"\b(casino|poker|gambling|lottery|winner|prize)\b",
    r"\b(make\s+money|earn\s+\$|guaranteed\s+income|work\s+from\s+home)",
    r"\b(click\s+here|visit\s+now|limited\s+time|act\s+now)",
    r"\b(free\s+download|no\s+cost|absolutely\s+free)",
    r"\b(weight\s+loss|lose\s+weight|diet\s+pills)",
]
LINKS = [
    r"bit\.ly|tinyurl|short\.link|t\.co",
    r"\.tk|\.ml|\.ga|\.cf",
    r"[0-9]+\.[0-9]+\.[0-9]+\.[0-9]+",
]


def hits(patterns, text, flags=0):
    return sum(1 for pattern in patterns if re.search(pattern, text, flags))


def share(text, test):
    return sum(1 for c in text if test(c)) / len(text) if text else 0


def body_score(text):
    score = 0.0
    spam = hits(SPAM, text, re.IGNORECASE)
    if spam > 0:
        score += min(0.3 + 0.2 * spam, 0.8)
    links = hits(LINKS, text)
    if links > 0:
        score += min(0.2 + 0.15 * links, 0.5)
    if share(text, str.isupper) > 0.5 and len(text) > 20:
        score += 0.3
    if share(text, "!?".__contains__) > 0.1:
        score += 0.2
    if len(text.strip()) < 50 and "http" in text:
        score += 0.4
    return min(score, 1.0)


def title_score(text):
    score = 0.4 * hits(SPAM, text, re.IGNORECASE)
    if share(text, str.isupper) > 0.7:
        score += 0.3
    if share(text, "!?".__contains__) > 0.2:
        score += 0.3
    return min(score, 1.0)


TEXTS = [
    "",
    "   ",
    "\n\t\u00a0",
    "Hello, how do I translate this sentence into French?",
    "CLICK HERE for FREE DOWNLOAD!!! http://bit.ly/x",
    "click here",
    "Click\n  here now",
    "clickhere",
    "Buy viagra, cheap cialis and discount pills",
    "Dealing with pills",
    "The casino",
    "casinos are plural",
    "un_casino underscore",
    "casino, poker, lottery: winner of a prize",
    "make money, click here, free download, weight loss, buy pills, casino",
    "http://example.org",
    "\x1c  http://example.org" + 60 * "\x1c \x1f",
    "https://example.org/a/rather/long/path/that/is/over/fifty/characters",
    "see bit.ly/a and x.tk and 10.0.0.1",
    "BIT.LY is case-sensitive, T.CO too",
    "version 1.2.3.4 is out",
    "reddit.com contains t.co",
    "AAAAAAAAAAAAAAAAAAAA",
    "AAAAAAAAAAAAAAAAAAAAA",
    "AAAAAAAAAAAbbbbbbbbbbb",
    "AAAAAAAAAAAAbbbbbbbbbbb",
    "What?!",
    "123456789!",
    "12345678!",
    "\U0001d400\U0001d401\U0001d402\U0001d403\U0001d404\U0001d405\U0001d406\U0001d407\U0001d408\U0001d409\U0001d40a"
    "\U0001d40b\U0001d40c\U0001d40d\U0001d40e\U0001d40f\U0001d410\U0001d411\U0001d412\U0001d413\U0001d414",
    "\U0001f3b0casino\U0001f3b0 win!",
    "\u24b7\u24ca\u24ce \u24c3\u24c4\u24cc \u2163 \u24c4\u24c3\u24c1\u24ce \u24c9\u24c4\u24b9\u24b6\u24ce",
    "CL\u0130CK HERE",
    "cl\u0131ck here, v\u0131s\u0131t now",
    "\u0130STANBUL'DA B\u0130R G\u00dcN DAHA",
    "casino\u0301 with a combining accent",
    "ca\u0301sino broken by a combining accent",
    "Ca\u017fino with a long s, wor\u212a from home with a kelvin sign",
    "caf\u00e9casino and casino\u00e9",
    "work\u00a0from\u2003home, no\u200bcost",
]
assert len(TEXTS) == len(set(TEXTS)) == 40

json.dump(
    [{"text": t, "body": body_score(t), "title": title_score(t)} for t in TEXTS], sys.stdout, indent=2
)
print()
