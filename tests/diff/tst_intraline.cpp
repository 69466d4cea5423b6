// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "difftesting.h"

#include "diff/intraline.h"
#include "diff/warnings.h"

#include <QTest>

using namespace docket::diff;
using namespace docket::diff::test;

class TestIntraline : public QObject
{
    Q_OBJECT

private:
    /** The line with its marks: "let [old] = 1". */
    static QByteArray marked(QByteArrayView line, const std::vector<Span> &spans)
    {
        QByteArray out;
        qsizetype at = 0;
        for (const Span &span : spans) {
            out += line.sliced(at, span.start - at);
            out += '[' + line.sliced(span.start, span.length).toByteArray() + ']';
            at = span.end();
        }
        out += line.sliced(at);
        return out;
    }

private Q_SLOTS:
    void marksAreWhatDiffers_data()
    {
        QTest::addColumn<QByteArray>("left");
        QTest::addColumn<QByteArray>("right");
        QTest::addColumn<QByteArray>("leftMarked");
        QTest::addColumn<QByteArray>("rightMarked");
        const auto row = [](const char *name, const char *l, const char *r, const char *lm, const char *rm) {
            QTest::newRow(name) << QByteArray(l) << QByteArray(r) << QByteArray(lm) << QByteArray(rm);
        };
        row("a word", "int width = compute(a);", "int height = compute(a);", "int [width] = compute(a);",
            "int [height] = compute(a);");
        row("an argument", "call(a, b);", "call(a, b, c);", "call(a, b);", "call(a, b[, c]);");
        row("part of a word", "readConfiguration(path)", "readConfigurations(path)", "readConfiguration(path)",
            "readConfiguration[s](path)");
        row("a number", "timeout = 1000;", "timeout = 1500;", "timeout = [1000];", "timeout = [1500];");
        row("an operator", "if (a < b)", "if (a <= b)", "if (a < b)", "if (a <[=] b)");
        row("two words beside each other", "return old value now;", "return new thing now;", "return [old value] now;",
            "return [new thing] now;");
        row("indentation", "  x = 1;", "      x = 1;", "  x = 1;", "  [    ]x = 1;");
        row("characters are never cut", "name = \"grün\";", "name = \"grön\";", "name = \"gr[ü]n\";",
            "name = \"gr[ö]n\";");
        row("at the end", "a b c", "a b c d", "a b c", "a b c[ d]");
    }
    void marksAreWhatDiffers()
    {
        QFETCH(QByteArray, left);
        QFETCH(QByteArray, right);
        QFETCH(QByteArray, leftMarked);
        QFETCH(QByteArray, rightMarked);
        const LineSpans spans = compareLines(left, right);
        QVERIFY(spans.related);
        QCOMPARE(marked(left, spans.left), leftMarked);
        QCOMPARE(marked(right, spans.right), rightMarked);
    }

    void linesWithLittleInCommonHaveNoMarks()
    {
        const LineSpans spans = compareLines("for (int i = 0; i < n; ++i)", "qDebug() << \"entirely other\";");
        QVERIFY(!spans.related);
        QVERIFY(spans.left.empty() && spans.right.empty());
    }

    void equalLinesAreRelatedWithoutMarks()
    {
        QVERIFY(compareLines("same", "same").related);
        QVERIFY(compareLines("", "").related);
    }

    void whatIsNotMarkedIsEqual()
    {
        QRandomGenerator random(17);
        const QByteArray alphabet = "ab_ (,;=\t";
        for (int round = 0; round < 3000; ++round) {
            QByteArray l;
            for (quint32 i = random.bounded(40u); i > 0; --i)
                l +=
                    random.bounded(8) == 0 ? QByteArray("é") : QByteArray(1, alphabet[random.bounded(alphabet.size())]);
            QByteArray r = l;
            for (quint32 i = random.bounded(4u); i > 0; --i) {
                qsizetype at = random.bounded(r.size() + 1);
                while (at < r.size() && (quint8(r[at]) & 0xc0) == 0x80)
                    ++at;
                r.insert(at, random.bounded(3) ? "xy" : "ü");
            }
            const LineSpans spans = compareLines(l, r);
            if (!spans.related)
                continue;
            const auto rest = [](const QByteArray &line, const std::vector<Span> &marks) {
                QByteArray out;
                qint32 at = 0;
                for (const Span &s : marks) {
                    if (s.start < at || s.length <= 0 || s.end() > line.size())
                        return QByteArray("broken");
                    out += line.sliced(at, s.start - at);
                    at = s.end();
                }
                return out + line.sliced(at);
            };
            QCOMPARE(rest(l, spans.left), rest(r, spans.right));
            for (const Span &s : spans.right)
                QVERIFY(s.end() == r.size() || (quint8(r[s.end()]) & 0xc0) != 0x80);
        }
    }

    void longLinesAreMarkedToo()
    {
        QByteArray l = QByteArray("var a=function(){return 1};").repeated(2000);
        QByteArray r = l;
        r.replace(27'000, 3, "let");
        const LineSpans spans = compareLines(l, r);
        QVERIFY(spans.related);
        QCOMPARE(spans.right.size(), size_t(1));
        QCOMPARE(spans.right[0], (Span{27'000, 3}));
    }

    void likenessIsOneForEqualAndNearNothingForOthers()
    {
        QCOMPARE(similarity("int a = b;", "int a = b;"), 1.0);
        QVERIFY(similarity("int a = b;", "    int a = c;") > 0.6);
        QVERIFY(similarity("int a = b;", "}") < 0.2);
        QCOMPARE(similarity("", "   "), 1.0);
    }

    void charactersThatDeceiveAreNamed_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("name");
        QTest::newRow("bidi override") << QByteArray("if (a) /* \u202e } */") << int(WarningKind::Bidi)
                                       << QStringLiteral("U+202E");
        QTest::newRow("isolate") << QByteArray("x \u2066 y") << int(WarningKind::Bidi) << QStringLiteral("U+2066");
        QTest::newRow("zero width space")
            << QByteArray("na\u200bme") << int(WarningKind::ZeroWidth) << QStringLiteral("U+200B");
        QTest::newRow("joiner between letters")
            << QByteArray("na\u200dme") << int(WarningKind::ZeroWidth) << QStringLiteral("U+200D");
        QTest::newRow("hangul filler") << QByteArray("x = \u3164;") << int(WarningKind::ZeroWidth)
                                       << QStringLiteral("U+3164");
        QTest::newRow("cyrillic a in a latin word")
            << QByteArray("p\u0430ssword") << int(WarningKind::LookAlike) << QStringLiteral("U+0430");
        QTest::newRow("escape") << QByteArray("\x1b[31m") << int(WarningKind::Control) << QStringLiteral("U+001B");
        QTest::newRow("carriage return inside")
            << QByteArray("a\rb") << int(WarningKind::Control) << QStringLiteral("U+000D");
    }
    void charactersThatDeceiveAreNamed()
    {
        QFETCH(QByteArray, line);
        QFETCH(int, kind);
        QFETCH(QString, name);
        QVERIFY(hasWarnings(line));
        const auto found = lineWarnings(line);
        QCOMPARE(found.size(), size_t(1));
        QCOMPARE(int(found[0].kind), kind);
        QCOMPARE(characterName(found[0].character), name);
        QVERIFY(found[0].length >= 1 && found[0].start + found[0].length <= line.size());
    }

    void everyWordOfALongLineIsJudgedByItself()
    {
        // Plain pieces are skipped in strides: what is found must not depend on where a stride ends.
        for (int before = 0; before < 20; ++before) {
            const QByteArray line = QByteArray(before, 'a') + " p\u0430ss \u0430\u0431 x\u200b \u0430b\u0441 \x7f"
                + QByteArray(before, 'z');
            QList<std::pair<int, int>> found;
            for (const TextWarning &warning : lineWarnings(line))
                found.append({int(warning.kind), warning.start - before});
            const auto alike = int(WarningKind::LookAlike);
            const QList<std::pair<int, int>> expected{{alike, 2},
                                                      {int(WarningKind::ZeroWidth), 13},
                                                      {alike, 17},
                                                      {alike, 20},
                                                      {int(WarningKind::Control), 23}};
            QCOMPARE(found, expected);
            QVERIFY(hasWarnings(line));
            QVERIFY(!hasWarnings(line.chopped(before + 1)
                                     .replace("p\u0430ss", "pass")
                                     .replace("\u200b", "")
                                     .replace("\u0430b\u0441", "")));
        }
    }

    void honestTextIsNotSuspected()
    {
        for (const char *line : {"plain\ttext", "grüße", "пароль", "Ωμέγα", "日本語", "family 👨‍👩‍👧 emoji",
                                 "می‌خواهم", "x = α + β"})
            QVERIFY2(!hasWarnings(line), line);
    }
};

QTEST_GUILESS_MAIN(TestIntraline)
#include "tst_intraline.moc"
