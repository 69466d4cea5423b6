// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "review/readmarks.h"

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
    static diff::FileDiffPtr change(const QByteArray &before, const QByteArray &after, const QByteArray &path = "a.c", quint32 mode = 0100644)
    {
        const auto id = [](const QByteArray &text) { return ObjectId{QByteArray::number(qulonglong(qHash(text, 1)), 16)}; };
        return diff::computeFileDiff(diff::makeEntry({path, id(before), 0100644, -1}, {path, id(after), mode, -1}), before, after);
    }

private Q_SLOTS:
    void aNewFileIsUnread()
    {
        const FileReadState state = readState({}, *change(lines(5), lines(6)));
        QCOMPARE(state.state, ReadState::Unread);
        QCOMPARE(state.unread, std::vector<int>{0});
    }

    void aReadFileStaysReadUntilItsContentChanges()
    {
        const auto file = change(lines(30), lines(30).replace("line 3\n", "x\n"));
        ReadMarks marks;
        markFile(marks, *file, true);
        QCOMPARE(readState(marks, *file).state, ReadState::Read);

        const auto next = change(lines(30), lines(30).replace("line 3\n", "x\n").replace("line 20\n", "y\n"));
        const FileReadState state = readState(marks, *next);
        QCOMPARE(state.state, ReadState::Partly);
        QCOMPARE(state.unread, std::vector<int>{1});
    }

    void aChangeThatOnlySlidStaysRead()
    {
        ReadMarks marks;
        markFile(marks, *change(lines(30), lines(30).replace("line 20\n", "y\n")), true);
        const auto rebased = change("new head\n" + lines(30), "new head\n" + lines(30).replace("line 20\n", "y\n"));
        QCOMPARE(readState(marks, *rebased).state, ReadState::Read);
    }

    void theSameBlobOnAnotherBaseIsAnotherChange()
    {
        ReadMarks marks;
        markFile(marks, *change(lines(5), lines(6)), true);
        QVERIFY(readState(marks, *change(lines(4), lines(6))).state != ReadState::Read);
    }

    void aNewModeReopensTheFile()
    {
        ReadMarks marks;
        markFile(marks, *change(lines(5), lines(6)), true);
        QVERIFY(readState(marks, *change(lines(5), lines(6), "a.c", 0100755)).state != ReadState::Read);
    }

    void equalTextInAnotherFileIsNotReadWithIt()
    {
        ReadMarks marks;
        markFile(marks, *change(lines(5), lines(6)), true);
        QCOMPARE(readState(marks, *change(lines(5), lines(6), "b.c")).state, ReadState::Unread);
    }

    void changesAreMarkedOneByOne()
    {
        const auto file = change(lines(40), lines(40).replace("line 3\n", "x\n").replace("line 20\n", "y\n").replace("line 30\n", "z\n"));
        ReadMarks marks;
        markChange(marks, *file, 1, true);
        QCOMPARE(readState(marks, *file).state, ReadState::Partly);
        QCOMPARE(readState(marks, *file).unread, (std::vector<int>{0, 2}));
        markChange(marks, *file, 0, true);
        markChange(marks, *file, 2, true);
        QCOMPARE(readState(marks, *file).state, ReadState::Read);
        markChange(marks, *file, 1, false);
        QCOMPARE(readState(marks, *file).unread, std::vector<int>{1});
        markChange(marks, *file, 99, true);
        QCOMPARE(readState(marks, *file).unread, std::vector<int>{1});
    }

    void takingOneChangeOutOfAReadFileKeepsTheOthersRead()
    {
        const auto file = change(lines(40), lines(40).replace("line 3\n", "x\n").replace("line 20\n", "y\n"));
        ReadMarks marks;
        markFile(marks, *file, true);
        markChange(marks, *file, 0, false);
        QCOMPARE(readState(marks, *file).unread, std::vector<int>{0});
        markFile(marks, *file, false);
        QCOMPARE(readState(marks, *file).state, ReadState::Unread);
    }

    void equalChangesInOneFileAreKeptApart()
    {
        const auto file = change(lines(40), lines(40).replace("line 3\n", "line 3\nlog();\n").replace("line 20\n", "line 20\nlog();\n"));
        const auto keys = changeKeys(*file);
        QCOMPARE(keys.size(), size_t(2));
        QVERIFY(keys[0] != keys[1]);
    }

    void aNoteIsReadWithItsFileOnly()
    {
        const auto file = change(lines(3), lines(3), "a.c", 0100755);
        ReadMarks marks;
        QCOMPARE(readState(marks, *file).state, ReadState::Unread);
        markFile(marks, *file, true);
        QCOMPARE(readState(marks, *file).state, ReadState::Read);
    }
};

QTEST_GUILESS_MAIN(TestReadMarks)
#include "tst_readmarks.moc"
