// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "difftesting.h"

#include "diff/filediff.h"

#include <QTest>

using namespace docket;
using namespace docket::diff;
using namespace docket::diff::test;
using namespace Qt::StringLiterals;

class TestFileDiff : public QObject
{
    Q_OBJECT

private:
    static FileVersion version(const char *path, const char *blob, quint32 mode = 0100644)
    {
        return {.path = path, .blob = ObjectId{blob}, .mode = mode};
    }
    static FileEntry modified() { return makeEntry(version("a.cpp", "1"), version("a.cpp", "2")); }
    static FileDiffPtr diff(const QByteArray &l, const QByteArray &r, const DiffOptions &options = {})
    {
        return computeFileDiff(modified(), l, r, options);
    }
    static QList<NoteKind> kinds(const FileDiffPtr &file)
    {
        QList<NoteKind> out;
        for (const Note &note : file->notes())
            out.append(note.kind);
        return out;
    }

private Q_SLOTS:
    void whatNoLineShowsHasANote_data()
    {
        QTest::addColumn<FileEntry>("entry");
        QTest::addColumn<QByteArray>("left");
        QTest::addColumn<QByteArray>("right");
        QTest::addColumn<QList<NoteKind>>("notes");
        const FileVersion none;
        const QByteArray nul("\0\1", 2);
        QTest::newRow("mode") << makeEntry(version("a", "1"), version("a", "1", 0100755)) << QByteArray("x\n")
                              << QByteArray("x\n") << QList{NoteKind::ModeChanged};
        QTest::newRow("file to symlink") << makeEntry(version("a", "1"), version("a", "2", 0120000))
                                         << QByteArray("x\n") << QByteArray("b") << QList{NoteKind::TypeChanged};
        QTest::newRow("rename") << makeEntry(version("a", "1"), version("b", "1")) << QByteArray("x\n")
                                << QByteArray("x\n") << QList{NoteKind::Renamed};
        QTest::newRow("binary") << modified() << nul << nul + "x" << QList{NoteKind::Binary};
        QTest::newRow("text becomes binary") << modified() << QByteArray("x\n") << nul << QList{NoteKind::Binary};
        QTest::newRow("empty file added")
            << makeEntry(none, version("a", "1")) << QByteArray() << QByteArray() << QList{NoteKind::EmptyFile};
        QTest::newRow("empty file deleted")
            << makeEntry(version("a", "1"), none) << QByteArray() << QByteArray() << QList{NoteKind::EmptyFile};
        QTest::newRow("file emptied") << modified() << QByteArray("x\n") << QByteArray() << QList<NoteKind>{};
        QTest::newRow("symlink") << makeEntry(version("a", "1", 0120000), version("a", "2", 0120000)) << QByteArray("x")
                                 << QByteArray("y") << QList{NoteKind::SymlinkTarget};
        QTest::newRow("submodule") << makeEntry(version("a", "11", 0160000), version("a", "22", 0160000))
                                   << QByteArray() << QByteArray() << QList{NoteKind::SubmoduleCommit};
        QTest::newRow("lfs") << modified()
                             << QByteArray("version https://git-lfs.github.com/spec/v1\noid sha256:a\nsize 1\n")
                             << QByteArray("version https://git-lfs.github.com/spec/v1\noid sha256:b\nsize 1\n")
                             << QList{NoteKind::LfsPointer};
        QTest::newRow("line ends") << modified() << QByteArray("x\r\ny\r\n") << QByteArray("x\ny\n")
                                   << QList{NoteKind::LineEndsChanged};
        QTest::newRow("mark added") << modified() << QByteArray("x\n") << QByteArray("\xef\xbb\xbfx\n")
                                    << QList{NoteKind::BomAdded};
        QTest::newRow("mark removed") << modified() << QByteArray("\xef\xbb\xbfx\n") << QByteArray("x\n")
                                      << QList{NoteKind::BomRemoved};
        QTest::newRow("encoding") << modified() << QByteArray("\xfc\n") << QByteArray("ü\n")
                                  << QList{NoteKind::EncodingChanged};
        QTest::newRow("text alone") << modified() << QByteArray("x\n") << QByteArray("y\n") << QList<NoteKind>{};
    }
    void whatNoLineShowsHasANote()
    {
        QFETCH(FileEntry, entry);
        QFETCH(QByteArray, left);
        QFETCH(QByteArray, right);
        QFETCH(QList<NoteKind>, notes);
        const FileDiffPtr file = computeFileDiff(entry, left, right);
        QCOMPARE(kinds(file), notes);
        QVERIFY(!file->notes().empty() || !file->edits().empty());
    }

    void noChangeIsWithoutARow()
    {
        const QList<QByteArray> texts{"",
                                      "\xfe\xff",
                                      "\xef\xbb\xbf",
                                      "a\n",
                                      "a",
                                      "a\r\n",
                                      "a \n",
                                      "\xef\xbb\xbf"
                                      "a\n",
                                      "\xfc\n",
                                      "ü\n",
                                      QByteArray("\xff\xfe\xfc\0\n\0", 6),
                                      QByteArray("\xfe\xff\0\xfc\0\n", 6),
                                      QByteArray("\0", 1),
                                      "\n",
                                      "\r\n",
                                      "a\r\nb\n",
                                      "a\nb\r\n",
                                      "a\nb\n",
                                      "a\r\nb\r\n"};
        for (const Whitespace mode : {Whitespace::Exact, Whitespace::Trailing, Whitespace::Amount, Whitespace::All}) {
            for (const QByteArray &l : texts) {
                for (const QByteArray &r : texts) {
                    if (l == r)
                        continue;
                    const FileDiffPtr file = diff(l, r, {.lines = {.whitespace = mode}});
                    QVERIFY2(!file->edits().empty() || !file->notes().empty(),
                             (l.toPercentEncoding() + " -> " + r.toPercentEncoding()).constData());
                }
            }
        }
    }

    void aWholeFileOfNewLineEndsShowsOnlyRealChanges()
    {
        const FileDiffPtr file = diff("a\r\nb\r\nc\r\n", "a\nB\nc\n");
        QCOMPARE(file->edits(), (std::vector<Edit>{{1, 1, 1, 1}}));
        QCOMPARE(kinds(file), QList{NoteKind::LineEndsChanged});
    }

    void hiddenBlanksAreNamed()
    {
        const FileDiffPtr file = diff("a\n  b\nc\n", "a\n    b\nd\n", {.lines = {.whitespace = Whitespace::All}});
        QCOMPARE(file->edits().size(), size_t(1));
        QCOMPARE(kinds(file), QList{NoteKind::WhitespaceHidden});
    }

    void changesOfBlankLinesCanBeIgnoredAndTheSidesStillLineUp()
    {
        const FileDiffPtr file =
            diff("a\nb\nc\nd\n", "a\n\n  \nb\nc\n\nnew\nd\n", {.lines = {.ignoreBlankLines = true}});
        QCOMPARE(file->edits(), (std::vector<Edit>{{1, 0, 1, 2}, {3, 0, 5, 2}}));
        QVERIFY(file->isIgnored(0) && !file->isIgnored(1));
        QCOMPARE(file->addedLines(), 2);
        QCOMPARE(file->counterpart(Side::Left, 2), 4);
        QCOMPARE(file->hunks(0).size(), size_t(1));
        QCOMPARE(file->hunks(0)[0].firstEdit, 1);
        QCOMPARE(kinds(file), QList{NoteKind::WhitespaceHidden});
        QVERIFY(diff("a\n", "a\n\n", {.lines = {.ignoreBlankLines = true}})->hunks().empty());
    }

    void linesArePairedByLikenessNotByPlace()
    {
        const FileDiffPtr file =
            diff("    int width = measure(text);\n    draw(width);\n",
                 "    prepare();\n    log(\"drawing\");\n    int width = measure(text, font);\n    draw(width, 2);\n");
        QCOMPARE(file->edits().size(), size_t(1));
        const auto pairs = file->pairs(0);
        QCOMPARE(pairs.size(), size_t(2));
        QCOMPARE(pairs[0], (LinePair{0, 2}));
        QCOMPARE(pairs[1], (LinePair{1, 3}));
        QCOMPARE(file->counterpart(Side::Left, 0), 2);
        QCOMPARE(file->counterpart(Side::Right, 3), 1);
        QCOMPARE(file->counterpart(Side::Right, 0), -1);
    }

    void pairsRiseOnBothSidesAndStayInTheirEdit()
    {
        QRandomGenerator random(77);
        for (int round = 0; round < 60; ++round) {
            const QByteArray l = randomText(random, 150, 400);
            QByteArray r = mutated(random, l, 60, 400);
            if (round % 2)
                r.replace("line", "  line");
            const FileDiffPtr file = diff(l, r);
            for (size_t i = 0; i < file->edits().size(); ++i) {
                const Edit &e = file->edits()[i];
                int left = e.leftStart - 1, right = e.rightStart - 1;
                for (const LinePair &p : file->pairs(int(i))) {
                    QVERIFY(p.left > left && p.right > right && p.left < e.leftEnd() && p.right < e.rightEnd());
                    left = p.left;
                    right = p.right;
                }
            }
        }
    }

    void reindentedLinesArePairedInLargeHunksToo()
    {
        QByteArray l, r("if (ready) {\n");
        for (int i = 0; i < 3000; ++i) {
            l += "call(" + QByteArray::number(i) + ");\n";
            r += "    call(" + QByteArray::number(i) + ");\n";
        }
        r += "}\n";
        const FileDiffPtr file = diff(l, r);
        QCOMPARE(file->edits().size(), size_t(1));
        QCOMPARE(file->pairs(0).size(), size_t(3000));
        QCOMPARE(file->pairs(0)[2999], (LinePair{2999, 3000}));
    }

    void equalLinesHaveCounterpartsAcrossEdits()
    {
        const FileDiffPtr file = diff("a\nb\nc\nd\n", "x\ny\na\nb\nd\n");
        QCOMPARE(file->counterpart(Side::Left, 0), 2);
        QCOMPARE(file->counterpart(Side::Left, 3), 4);
        QCOMPARE(file->counterpart(Side::Left, 2), -1);
        QCOMPARE(file->counterpart(Side::Right, 4), 3);
        QVERIFY(file->isChanged(Side::Left, 2));
        QVERIFY(!file->isChanged(Side::Left, 3));
    }

    void hunksJoinWhereTheirContextMeets()
    {
        QByteArray l;
        for (int i = 0; i < 30; ++i)
            l += "l" + QByteArray::number(i) + '\n';
        QByteArray r = l;
        r.replace("l5\n", "x\n").replace("l12\n", "y\n").replace("l25\n", "");
        const FileDiffPtr file = diff(l, r);
        const std::vector<Hunk> hunks = file->hunks(3);
        QCOMPARE(hunks.size(), size_t(2));
        QCOMPARE(
            hunks[0],
            (Hunk{.firstEdit = 0, .editCount = 2, .leftStart = 2, .leftCount = 14, .rightStart = 2, .rightCount = 14}));
        QCOMPARE(
            hunks[1],
            (Hunk{.firstEdit = 2, .editCount = 1, .leftStart = 22, .leftCount = 7, .rightStart = 22, .rightCount = 6}));
        QCOMPARE(file->hunks(0).size(), size_t(3));
    }

    void theEnclosingFunctionIsFound()
    {
        const QByteArray code = "namespace n {\nclass A\n{\npublic:\n    int first(int a)\n    {\n        if (a) {\n   "
                                "         return 1;\n        }\n"
                                "        return 2;\n    }\n};\n}\nvoid free(int b,\n          int c)\n{\n    if (b)\n  "
                                "      c = 1;\nout:\n    done();\n}\n";
        const FileDiffPtr file = diff("", code);
        const auto named = [&](int line) {
            const int found = file->enclosingLine(Side::Right, line);
            return found < 0 ? QByteArray() : file->right().line(found).trimmed().toByteArray();
        };
        QCOMPARE(named(7), QByteArray("int first(int a)"));
        QCOMPARE(named(9), QByteArray("int first(int a)"));
        QCOMPARE(named(17), QByteArray("void free(int b,"));
        QCOMPARE(named(19), QByteArray("void free(int b,"));
        QCOMPARE(named(0), QByteArray());
        QCOMPARE(file->enclosingLine(Side::Right, 999), -1);
    }

    void anUnreadableFileSaysWhy()
    {
        const FileDiffPtr file = unreadableFileDiff(modified(), u"The blob is missing; fetch it."_s);
        QCOMPARE(file->notes().size(), size_t(1));
        QCOMPARE(file->notes()[0], (Note{NoteKind::NotRead, u"The blob is missing; fetch it."_s}));
    }

    void cancelledWorkGivesNothing()
    {
        CancelToken cancel;
        cancel.cancel();
        QByteArray l, r;
        for (int i = 0; i < 20'000; ++i) {
            l += QByteArray::number(i) + '\n';
            r += QByteArray::number(i * 3) + '\n';
        }
        QVERIFY(!computeFileDiff(modified(), l, r, {}, cancel));
    }
};

QTEST_GUILESS_MAIN(TestFileDiff)
#include "tst_filediff.moc"
