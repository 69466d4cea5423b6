// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "difftesting.h"

#include "diff/contentprint.h"
#include "diff/json.h"
#include "diff/renames.h"

#include <QHash>
#include <QTest>

using namespace docket;
using namespace docket::diff;
using namespace docket::diff::test;
using namespace Qt::StringLiterals;

class TestRenames : public QObject
{
    Q_OBJECT

private:
    QHash<QByteArray, QByteArray> m_blobs;
    int m_reads = 0;

    FileVersion version(const QByteArray &path, const QByteArray &content, quint32 mode = 0100644)
    {
        const QByteArray id = QByteArray::number(qulonglong(qHash(content)), 16) + QByteArray::number(content.size());
        m_blobs[id] = content;
        return {path, ObjectId{id}, mode, content.size()};
    }
    FileEntry added(const QByteArray &path, const QByteArray &content) { return makeEntry({}, version(path, content)); }
    FileEntry deleted(const QByteArray &path, const QByteArray &content)
    {
        return makeEntry(version(path, content), {});
    }

    std::vector<FileEntry> found(const std::vector<FileEntry> &entries, const RenameOptions &options = {})
    {
        m_reads = 0;
        return findRenames(entries, [this](const FileVersion &v) -> Result<QByteArray> {
            ++m_reads;
            if (!m_blobs.contains(v.blob.hex))
                return fail(ErrorCode::NotFound, u"No such blob."_s);
            return m_blobs[v.blob.hex];
        }, options);
    }

    static QByteArray text(int seed, int lines = 60)
    {
        QRandomGenerator random{quint32(seed)};
        QByteArray out;
        for (int i = 0; i < lines; ++i)
            out += "statement " + QByteArray::number(random.generate()) + '\n';
        return out;
    }
    static QByteArray edited(QByteArray text, int every)
    {
        QList<QByteArray> lines = text.split('\n');
        for (qsizetype i = 0; i + 1 < lines.size(); i += every)
            lines[i] = "changed " + QByteArray::number(i);
        return lines.join('\n');
    }

private Q_SLOTS:
    void equalBlobsArePairedWithoutReading()
    {
        const auto out = found({deleted("a/x.c", text(1)), added("b/y.c", text(1))});
        QCOMPARE(out.size(), size_t(1));
        QCOMPARE(out[0].status, FileStatus::Renamed);
        QCOMPARE(int(out[0].similarity), 100);
        QCOMPARE(out[0].before.path, QByteArray("a/x.c"));
        QCOMPARE(out[0].after.path, QByteArray("b/y.c"));
        QCOMPARE(m_reads, 0);
    }

    void whatIsIdenticalIsFoundFirstAndTheRestIsOpen()
    {
        const std::vector<FileEntry> entries{deleted("a/x.c", text(1)), deleted("a/z.c", text(2)),
                                             makeEntry(version("m.c", text(3)), version("m.c", text(4))),
                                             added("b/y.c", text(1)), added("b/z.c", edited(text(2), 9))};
        const auto first = found(entries, {.identicalOnly = true});
        QCOMPARE(m_reads, 0);
        QCOMPARE(first.size(), size_t(4));
        QCOMPARE(openEnds(first), (std::vector<bool>{true, false, false, true}));
        const auto rest = found(first);
        QCOMPARE(rest, found(entries));
        QCOMPARE(openEnds(rest), std::vector<bool>(3, false));
        QCOMPARE(openEnds({added("b/y.c", text(1))}), std::vector<bool>{false}); // there is nothing to pair it with
    }

    void ofManyEqualFilesEachFindsItsName()
    {
        const auto out = found(
            {deleted("a/one", text(1)), deleted("a/two", text(1)), added("b/two", text(1)), added("b/one", text(1))});
        QCOMPARE(out.size(), size_t(2));
        QCOMPARE(out[0].before.path, QByteArray("a/two"));
        QCOMPARE(out[1].before.path, QByteArray("a/one"));
    }

    void editedFilesArePairedByContent()
    {
        const auto out = found({deleted("x.c", text(1)), deleted("z.c", text(3)), added("dir/y.c", edited(text(1), 5)),
                                added("new.c", text(9))});
        QCOMPARE(out.size(), size_t(3));
        QCOMPARE(out[0].status, FileStatus::Deleted);
        QCOMPARE(out[1].status, FileStatus::Renamed);
        QCOMPARE(out[1].before.path, QByteArray("x.c"));
        QVERIFY(out[1].similarity >= 70 && out[1].similarity < 90);
        QCOMPARE(out[2].status, FileStatus::Added);
    }

    void theBestOfSeveralSourcesWins()
    {
        const auto out = found(
            {deleted("near.c", edited(text(1), 9)), deleted("nearer.c", edited(text(1), 30)), added("y.c", text(1))});
        QCOMPARE(out.size(), size_t(2));
        QCOMPARE(out[1].before.path, QByteArray("nearer.c"));
    }

    void filesWithLittleInCommonAreNoPair()
    {
        QCOMPARE(found({deleted("a/x.c", text(1)), added("b/x.c", text(2))}).size(), size_t(2));
        QCOMPARE(found({deleted("a/x.c", ""), added("b/x.c", "")}).size(), size_t(2));
    }

    void aFileIsNoSymlink()
    {
        const FileEntry link = makeEntry({}, version("link", text(1), 0120000));
        QCOMPARE(found({deleted("x.c", text(1)), link}).size(), size_t(2));
    }

    void blobsThatCannotBeReadAreLeftAlone()
    {
        FileEntry missing = added("gone.c", text(5));
        missing.after.blob.hex = "nowhere";
        QCOMPARE(found({deleted("x.c", text(5)), missing}).size(), size_t(2));
    }

    void copiesComeFromFilesThatStillStand()
    {
        const FileEntry changed = makeEntry(version("base.c", text(1)), version("base.c", edited(text(1), 20)));
        const std::vector<FileEntry> entries{changed, added("copy.c", edited(text(1), 10))};
        QCOMPARE(found(entries)[1].status, FileStatus::Added);
        const auto out = found(entries, {.copies = true});
        QCOMPARE(out[1].status, FileStatus::Copied);
        QCOMPARE(out[1].before.path, QByteArray("base.c"));
        QCOMPARE(out[0].status, FileStatus::Modified);
    }

    void threeThousandEditedRenamesAreFoundAndEachBlobIsReadOnce()
    {
        std::vector<FileEntry> entries;
        for (int i = 0; i < 3000; ++i)
            entries.push_back(deleted("old/f" + QByteArray::number(i) + ".c", text(i, 30)));
        for (int i = 0; i < 3000; ++i)
            entries.push_back(
                added("new/g" + QByteArray::number(i * 7 % 3000) + ".c", edited(text(i * 7 % 3000, 30), 10)));
        const auto out = found(entries);
        QCOMPARE(out.size(), size_t(3000));
        for (const FileEntry &entry : out)
            QCOMPARE(QByteArray(entry.after.path).replace("new/g", "old/f"), entry.before.path);
        QVERIFY(m_reads <= 6000);
    }

    void theWordsOfTheOutputAreStable()
    {
        const auto out = found({deleted("x.c", "a\nb\nc\nd\n"), added("y.c", "a\nb\nc\ne\n")});
        const FileDiffPtr file = computeFileDiff(out[0], "a\nb\nc\nd\n", "a\nb\nc\ne\n");
        const QJsonObject json = toJson(*file, {.rows = true, .marks = true});
        QCOMPARE(json[u"status"_s].toString(), u"renamed"_s);
        QCOMPARE(json[u"similarity"_s].toInt(), 75);
        QCOMPARE(json[u"notes"_s][0][u"kind"_s].toString(), u"renamed"_s);
        QCOMPARE(json[u"hunks"_s][0][u"old"_s][u"line"_s].toInt(), 1);
        QCOMPARE(json[u"hunks"_s][0][u"edits"_s][0][u"old"_s][u"line"_s].toInt(), 4);
        QCOMPARE(json[u"rows"_s].toArray().size(), 6);
    }

    void valuesAreInOrderWhateverTheirHashes()
    {
        QRandomGenerator random(3);
        for (const int count : {0, 1, 63, 64, 65, 1000, 5000}) {
            for (const quint32 kinds : {1U, 3U, 100U, 0xffffffffU}) {
                std::vector<quint64> values;
                for (int i = 0; i < count; ++i)
                    values.push_back(quint64(random.bounded(kinds) * (0xffffffffU / kinds)) << 32 | random.bounded(9U));
                std::vector<quint64> expected = values;
                std::ranges::sort(expected);
                sortByHash(values);
                QVERIFY(values == expected);
            }
        }
    }

    void sizesAloneDecideOnlyWhatTheLinesWouldToo()
    {
        QRandomGenerator random(4);
        for (int round = 0; round < 300; ++round) {
            const QByteArray text = randomText(random, int(random.bounded(1, 60)), 30);
            const ContentPrint a = makePrint(text), b = makePrint(mutated(random, text, int(random.bounded(40)), 30));
            const int whole = printSimilarity(a, b);
            for (const int least : {1, 50, 60, 100})
                QCOMPARE(printSimilarity(a, b, least) >= least, whole >= least);
        }
    }
};

QTEST_GUILESS_MAIN(TestRenames)
#include "tst_renames.moc"
