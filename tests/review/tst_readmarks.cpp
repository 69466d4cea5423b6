// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "review/readledger.h"

#include <QTest>

using namespace docket;
using namespace docket::review;

class TestReadMarks : public QObject
{
    Q_OBJECT

private:
    static QByteArray lines(int count)
    {
        QByteArray out;
        for (int i = 0; i < count; ++i)
            out += "line " + QByteArray::number(i) + '\n';
        return out;
    }
    static diff::FileDiffPtr change(const QByteArray &before, const QByteArray &after, const QByteArray &path = "a.c",
                                    quint32 mode = 0100644)
    {
        const auto id = [](const QByteArray &text) {
            return ObjectId{QByteArray::number(qulonglong(qHash(text, 1)), 16)};
        };
        return diff::computeFileDiff(diff::makeEntry({path, id(before), 0100644, -1}, {path, id(after), mode, -1}),
                                     before, after);
    }
    static ReadLedger ledgerOf(const std::vector<diff::FileDiffPtr> &files, const QSet<QByteArray> &marks = {})
    {
        ReadLedger ledger;
        std::vector<diff::FileEntry> entries;
        for (const auto &file : files)
            entries.push_back(file->entry());
        ledger.begin(entries);
        ledger.setMarks(marks);
        for (size_t i = 0; i < files.size(); ++i)
            ledger.setParts(int(i), readParts(*files[i]));
        return ledger;
    }
    static QByteArray three()
    {
        return lines(60).replace("line 3\n", "x\n").replace("line 20\n", "y\n").replace("line 50\n", "z\n");
    }
    static ReadPlace at(int hunk, int file = 0) { return {file, hunk}; }

private Q_SLOTS:
    void aNewFileIsUnread()
    {
        const ReadLedger ledger = ledgerOf({change(lines(60), three())});
        QVERIFY(!ledger.isFileRead(0));
        QCOMPARE(ledger.count(), (ReadCount{0, 3}));
    }

    void aNewRoundReopensOnlyWhatItChanged()
    {
        ReadLedger first =
            ledgerOf({change(lines(60), lines(60).replace("line 3\n", "x\n")), change(lines(4), lines(5), "b.c")});
        first.markFile(0, true);
        first.markFile(1, true);
        const ReadLedger next =
            ledgerOf({change(lines(60), three()), change(lines(4), lines(5), "b.c")}, first.marks());
        QVERIFY(next.isRead(at(0)));
        QVERIFY(!next.isRead(at(1)) && !next.isRead(at(2)));
        QVERIFY(!next.isFileRead(0));
        QVERIFY(next.isFileRead(1));
        QCOMPARE(next.count(), (ReadCount{2, 4}));
    }

    void aChangeThatOnlySlidStaysRead()
    {
        ReadLedger before = ledgerOf({change(lines(30), lines(30).replace("line 20\n", "y\n"))});
        before.markFile(0, true);
        const auto rebased = change("new head\n" + lines(30), "new head\n" + lines(30).replace("line 20\n", "y\n"));
        QVERIFY(ledgerOf({rebased}, before.marks()).isFileRead(0));
    }

    void theSameTextInAnotherPlaceIsNotRead()
    {
        ReadLedger before = ledgerOf({change(lines(30), lines(30).replace("line 20\n", "line 20\nreturn;\n"))});
        before.markFile(0, true);
        QVERIFY(!ledgerOf({change(lines(30), lines(30).replace("line 5\n", "line 5\nreturn;\n"))}, before.marks())
                     .isFileRead(0));
        QVERIFY(
            !ledgerOf({change(lines(30), lines(30).replace("line 20\n", "line 20\nreturn;\n"), "b.c")}, before.marks())
                 .isFileRead(0));
    }

    void theSameBlobOnAnotherBaseAndANewModeReopenTheFile()
    {
        ReadLedger before = ledgerOf({change(lines(5), lines(6))});
        before.markFile(0, true);
        QVERIFY(!ledgerOf({change(lines(4), lines(6))}, before.marks()).isFileRead(0));
        QVERIFY(!ledgerOf({change(lines(5), lines(6), "a.c", 0100755)}, before.marks()).isFileRead(0));
    }

    void hunksAreMarkedOneByOneAndTheLastOneMakesTheFileRead()
    {
        ReadLedger ledger = ledgerOf({change(lines(60), three())});
        const MarkChange one = ledger.mark(at(1), true);
        QCOMPARE(one.read.size(), 1);
        QVERIFY(one.unread.isEmpty());
        QCOMPARE(ledger.count(0), (ReadCount{1, 3}));
        ledger.mark(at(0), true);
        const MarkChange last = ledger.mark(at(2), true);
        QCOMPARE(last.read.size(), 2); // the hunk and the file
        QVERIFY(ledger.isFileRead(0));
        QCOMPARE(ledger.filesRead(), 1);
        QVERIFY(ledger.mark(at(2), true).isEmpty());
        QVERIFY(ledger.mark(at(99, 7), true).isEmpty());
    }

    void takingOneHunkOutOfAReadFileKeepsTheOthersRead()
    {
        const auto file = change(lines(60), three());
        ReadLedger ledger;
        ledger.begin({file->entry()});
        ledger.setMarks({fileKey(file->entry())}); // marked before its parts were known
        QVERIFY(ledger.isFileRead(0));
        ledger.setParts(0, readParts(*file));
        QCOMPARE(ledger.count(), (ReadCount{3, 3}));
        const MarkChange change = ledger.mark(at(1), false);
        QCOMPARE(ledger.count(), (ReadCount{2, 3}));
        QVERIFY(!ledger.isRead(at(1)));
        QSet<QByteArray> stored{fileKey(file->entry())};
        stored += QSet<QByteArray>(change.read.begin(), change.read.end());
        stored -= QSet<QByteArray>(change.unread.begin(), change.unread.end());
        QCOMPARE(ledgerOf({file}, stored).count(), ledger.count()); // what is stored says the same
        ledger.markFile(0, false);
        QCOMPARE(ledger.count(), (ReadCount{0, 3}));
        QVERIFY(ledger.marks().isEmpty());
    }

    void equalChangesInOneFileAreKeptApart()
    {
        const auto keys = changeKeys(*change("a\nb\na\nb\na\n", "a\n;\nb\na\n;\nb\na\n"));
        QCOMPARE(keys.size(), size_t(2));
        QVERIFY(keys[0] != keys[1]);
    }

    void whatNoLineShowsIsAPartOfItsOwn()
    {
        const auto file = change(lines(60), three(), "a.c", 0100755);
        ReadLedger ledger = ledgerOf({file});
        QVERIFY(ledger.hasHead(0));
        QCOMPARE(ledger.count(), (ReadCount{0, 4}));
        for (int hunk = 0; hunk < 3; ++hunk)
            ledger.mark(at(hunk), true);
        QVERIFY(!ledger.isFileRead(0)); // the mode was not looked at
        ledger.mark(at(ReadPlace::Head), true);
        QVERIFY(ledger.isFileRead(0));
    }

    void wholeFilesAreNotKeptAsReadWhereBlanksWereLeftOut()
    {
        diff::DiffOptions options;
        options.lines.whitespace = diff::Whitespace::All;
        const QByteArray after = three().replace("line 40\n", "  line 40\n");
        const auto entry = change(lines(60), after)->entry();
        ReadLedger ledger = ledgerOf({diff::computeFileDiff(entry, lines(60), after, options)});
        for (int hunk = 0; hunk < ledger.count().all; ++hunk)
            ledger.mark(at(hunk), true);
        QVERIFY(ledger.isFileRead(0));
        const ReadLedger exact = ledgerOf({change(lines(60), after)}, ledger.marks());
        QCOMPARE(exact.count(), (ReadCount{3, 4}));
    }

    void theNextUnreadPartIsFoundOverFilesAndAroundTheEnd()
    {
        ReadLedger ledger = ledgerOf(
            {change(lines(60), three()), change(lines(5), lines(6), "b.c"), change(lines(60), three(), "c.c")});
        ledger.markFile(1, true);
        QCOMPARE(ledger.nextUnread({0, ReadPlace::Head}, 1), at(0));
        QCOMPARE(ledger.nextUnread(at(2), 1), at(0, 2));
        QCOMPARE(ledger.nextUnread(at(0, 2), -1), at(2));
        QCOMPARE(ledger.nextUnread(at(2, 2), 1), at(0));
        QCOMPARE(ledger.nextUnread(at(0), -1), at(2, 2));
        ledger.markFile(2, true);
        ledger.mark(at(0), true);
        ledger.mark(at(2), true);
        QCOMPARE(ledger.nextUnread(at(2), 1), at(1));
        QCOMPARE(ledger.nextUnread(at(1), 1), ReadPlace{});
        ledger.mark(at(1), true);
        QCOMPARE(ledger.nextUnread(at(0), 1), ReadPlace{});
        QCOMPARE(ReadLedger().nextUnread(at(0), 1), ReadPlace{});
    }

    void anEditKnowsItsHunk()
    {
        const auto near = change(
            lines(60), lines(60).replace("line 3\n", "x\n").replace("line 5\n", "y\n").replace("line 50\n", "z\n"));
        const ReadLedger ledger = ledgerOf({near});
        QCOMPARE(ledger.count().all, 2);
        QCOMPARE(ledger.hunkOf(0, 0), at(0));
        QCOMPARE(ledger.hunkOf(0, 1), at(0));
        QCOMPARE(ledger.hunkOf(0, 2), at(1));
        QCOMPARE(ledger.firstEdit(at(1)), 2);
    }
};

QTEST_GUILESS_MAIN(TestReadMarks)
#include "tst_readmarks.moc"
