// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "difftesting.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace docket::diff;
using namespace docket::diff::test;
using namespace Qt::StringLiterals;

/**
 * Side by side with git itself. Texts are made here; DOCKET_HISTORY="repository base head" adds a real change to
 * compare on.
 */
class TestLineDiffGit : public QObject
{
    Q_OBJECT

private:
    struct Pair
    {
        QByteArray oldBlob, newBlob;
        std::vector<Edit> edits;
    };
    struct Score
    {
        int files = 0, equalScripts = 0;
        qint64 ours = 0, gits = 0;
    };

    static QByteArray git(const QString &folder, const QStringList &arguments, const QByteArray &input = {})
    {
        QProcess process;
        process.setWorkingDirectory(folder);
        process.start(u"git"_s, arguments);
        if (!input.isEmpty())
            process.write(input);
        process.closeWriteChannel();
        if (!process.waitForFinished(120'000))
            qFatal("git did not end");
        return process.readAllStandardOutput();
    }

    /** "@@ -3,2 +4 @@" of a patch without context. */
    static Edit parseHeader(const QByteArray &line)
    {
        const QList<QByteArray> words = line.split(' ');
        const auto range = [](QByteArray word, qint32 &start, qint32 &count) {
            const QList<QByteArray> parts = word.mid(1).split(',');
            count = parts.size() > 1 ? parts[1].toInt() : 1;
            start = parts[0].toInt() - (count > 0 ? 1 : 0);
        };
        Edit edit;
        range(words.value(1), edit.leftStart, edit.leftCount);
        range(words.value(2), edit.rightStart, edit.rightCount);
        return edit;
    }

    static QList<Pair> parsePatch(const QByteArray &patch)
    {
        QList<Pair> pairs;
        bool header = false;
        for (const QByteArray &line : patch.split('\n')) {
            if (line.startsWith("diff --git ")) {
                pairs.append(Pair{});
                header = true;
            } else if (header && line.startsWith("index ")) {
                const QByteArray ids = line.split(' ').value(1);
                pairs.last().oldBlob = ids.left(ids.indexOf(".."));
                pairs.last().newBlob = ids.mid(ids.indexOf("..") + 2);
            } else if (line.startsWith("@@ -")) {
                header = false;
                pairs.last().edits.push_back(parseHeader(line));
            }
        }
        return pairs;
    }

    static void compare(const TextSide &left, const TextSide &right, const std::vector<Edit> &gits, Algorithm algorithm,
                        Score &score)
    {
        const LineDiff ours = diffLines(left, right, {.algorithm = algorithm});
        ++score.files;
        score.equalScripts += ours.edits == gits;
        score.ours += changedLines(ours.edits);
        score.gits += changedLines(gits);
        if (qEnvironmentVariableIsSet("DOCKET_SHOW") && ours.edits != gits) {
            for (size_t i = 0; i < std::max(ours.edits.size(), gits.size()); ++i) {
                const Edit a = i < ours.edits.size() ? ours.edits[i] : Edit{}, b = i < gits.size() ? gits[i] : Edit{};
                if (a == b)
                    continue;
                qInfo("ours -%d,%d +%d,%d git -%d,%d +%d,%d", a.leftStart + 1, a.leftCount, a.rightStart + 1,
                      a.rightCount, b.leftStart + 1, b.leftCount, b.rightStart + 1, b.rightCount);
                break;
            }
        }
    }

    /** Something like code: blocks that begin and end alike, blank lines, repeated statements. */
    static QByteArray madeCode(QRandomGenerator &random, int functions)
    {
        QByteArray out;
        for (int i = 0; i < functions; ++i) {
            out += "static int function_" + QByteArray::number(random.bounded(500)) + "(struct item *it)\n{\n";
            for (quint32 k = random.bounded(12u); k > 0; --k) {
                const quint32 kind = random.bounded(6u);
                if (kind == 0)
                    out += "    if (it->value == " + QByteArray::number(random.bounded(20))
                        + ") {\n        return -1;\n    }\n";
                else if (kind == 1)
                    out += "\n";
                else
                    out += "    it->field_" + QByteArray::number(random.bounded(30)) + " = 0;\n";
            }
            out += "    return 0;\n}\n\n";
        }
        return out;
    }

    static QByteArray editedCode(QRandomGenerator &random, const QByteArray &code)
    {
        QList<QByteArray> lines = code.split('\n');
        for (quint32 i = 1 + random.bounded(12u); i > 0; --i) {
            const qsizetype at = random.bounded(lines.size());
            switch (random.bounded(4)) {
            case 0: lines.remove(at, std::min<qsizetype>(lines.size() - at, 1 + random.bounded(6))); break;
            case 1: {
                const QList<QByteArray> block = madeCode(random, 1).split('\n');
                for (qsizetype k = 0; k + 1 < block.size(); ++k)
                    lines.insert(at + k, block[k]);
                break;
            }
            case 2: lines[at] += " // changed"; break;
            default: lines.insert(at, lines[random.bounded(lines.size())]); break;
            }
            if (lines.isEmpty())
                lines.append(QByteArray());
        }
        return lines.join('\n');
    }

    static QString option(Algorithm algorithm)
    {
        switch (algorithm) {
        case Algorithm::Histogram: return u"--histogram"_s;
        case Algorithm::Myers: return u"--diff-algorithm=myers"_s;
        case Algorithm::Minimal: return u"--minimal"_s;
        case Algorithm::Patience: return u"--patience"_s;
        }
        return {};
    }

private Q_SLOTS:
    void madeCodeAgreesWithGit_data()
    {
        QTest::addColumn<Algorithm>("algorithm");
        QTest::addColumn<int>("equalPerCent");
        QTest::addColumn<double>("churn");
        QTest::newRow("histogram") << Algorithm::Histogram << 90 << 1.01;
        QTest::newRow("patience") << Algorithm::Patience << 75 << 1.02;
        QTest::newRow("minimal") << Algorithm::Minimal << 40 << 1.0;
    }
    void madeCodeAgreesWithGit()
    {
        QFETCH(Algorithm, algorithm);
        QFETCH(int, equalPerCent);
        QFETCH(double, churn);
        QRandomGenerator random(4711);
        QTemporaryDir folder;
        QDir(folder.path()).mkpath(u"a"_s);
        QDir(folder.path()).mkpath(u"b"_s);
        QList<std::pair<TextSide::Ptr, TextSide::Ptr>> texts;
        for (int i = 0; i < 250; ++i) {
            const QByteArray before = madeCode(random, 2 + int(random.bounded(12)));
            const QByteArray after = editedCode(random, before);
            if (before == after)
                continue;
            const QString name = u"%1.c"_s.arg(texts.size(), 4, 10, QLatin1Char('0'));
            for (const auto &[part, text] : {std::pair(u"a/"_s, before), std::pair(u"b/"_s, after)}) {
                QFile file(folder.filePath(part + name));
                QVERIFY(file.open(QFile::WriteOnly));
                file.write(text);
            }
            texts.append({side(before), side(after)});
        }
        const QList<Pair> pairs = parsePatch(git(
            folder.path(), {u"diff"_s, u"--no-index"_s, u"--no-color"_s, u"-U0"_s, option(algorithm), u"a"_s, u"b"_s}));
        QCOMPARE(pairs.size(), texts.size());
        Score score;
        for (qsizetype i = 0; i < pairs.size(); ++i)
            compare(*texts[i].first, *texts[i].second, pairs[i].edits, algorithm, score);
        const QByteArray said = QByteArray::number(score.equalScripts) + " of " + QByteArray::number(score.files)
            + ", lines " + QByteArray::number(score.ours) + " against " + QByteArray::number(score.gits);
        QVERIFY2(score.equalScripts * 100 >= equalPerCent * score.files, said.constData());
        QVERIFY2(double(score.ours) <= churn * double(score.gits), said.constData());
        QVERIFY(score.files >= 200);
    }

    void aRealHistoryAgreesWithGit()
    {
        const QStringList place = qEnvironmentVariable("DOCKET_HISTORY").split(u' ', Qt::SkipEmptyParts);
        if (place.size() != 3)
            QSKIP("DOCKET_HISTORY=\"repository base head\" names no change");
        const QList<Pair> pairs =
            parsePatch(git(place[0],
                           {u"diff"_s, u"--no-color"_s, u"-U0"_s, u"--histogram"_s, u"--no-renames"_s,
                            u"--diff-filter=M"_s, u"--full-index"_s, place[1], place[2]}));
        QByteArray wanted;
        for (const Pair &pair : pairs)
            wanted += pair.oldBlob + '\n' + pair.newBlob + '\n';
        const QByteArray blobs = git(place[0], {u"cat-file"_s, u"--batch"_s}, wanted);
        qsizetype at = 0;
        const auto next = [&] {
            const qsizetype end = blobs.indexOf('\n', at);
            const qsizetype size = blobs.sliced(at, end - at).split(' ').last().toLongLong();
            const QByteArray text = blobs.sliced(end + 1, size);
            at = end + 1 + size + 1;
            return side(text);
        };
        Score score;
        for (const Pair &pair : pairs) {
            const auto left = next(), right = next();
            if (!left->isBinary() && !right->isBinary() && !pair.edits.empty())
                compare(*left, *right, pair.edits, Algorithm::Histogram, score);
        }
        qInfo("%d of %d scripts equal git's; %lld changed lines, git %lld", score.equalScripts, score.files, score.ours,
              score.gits);
        QVERIFY(score.files > 0);
        QVERIFY(double(score.ours) <= 1.03 * double(score.gits));
        QVERIFY(score.equalScripts * 100 >= 85 * score.files);
    }
};

QTEST_GUILESS_MAIN(TestLineDiffGit)
#include "tst_linediffgit.moc"
