// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "difftesting.h"

#include "diff/patch.h"
#include "diff/renames.h"

#include <QDir>
#include <QFile>
#include <QHash>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace docket;
using namespace docket::diff;
using namespace docket::diff::test;
using namespace Qt::StringLiterals;

/** Patches are right when `git apply` makes the same tree of them that git itself made. */
class TestPatch : public QObject
{
    Q_OBJECT

private:
    struct File
    {
        QByteArray content;
        quint32 mode = 0100644;
    };
    using Tree = QHash<QByteArray, File>;

    QTemporaryDir m_folder;

    QByteArray git(const QStringList &arguments, const QByteArray &input = {}, bool mayFail = false)
    {
        QProcess process;
        process.setWorkingDirectory(m_folder.path());
        process.setProcessChannelMode(QProcess::SeparateChannels);
        process.start(u"git"_s, arguments);
        process.write(input);
        process.closeWriteChannel();
        process.waitForFinished(60'000);
        const QByteArray errors = process.readAllStandardError();
        if (process.exitCode() != 0 && !mayFail)
            qWarning("git %s: %s", qPrintable(arguments.join(u' ')), errors.constData());
        return process.exitCode() == 0 ? process.readAllStandardOutput() : QByteArray("failed: ") + errors;
    }

    /** A tree object straight from values, without a work tree. */
    QByteArray writeTree(const Tree &tree)
    {
        QByteArray lines;
        for (auto it = tree.begin(); it != tree.end(); ++it) {
            const QByteArray blob = git({u"hash-object"_s, u"-w"_s, u"--stdin"_s}, it->content).trimmed();
            lines += QByteArray::number(it->mode, 8) + " blob " + blob + '\t' + it.key() + '\0';
        }
        git({u"read-tree"_s, u"--empty"_s});
        QByteArray index;
        for (const QByteArray &line : lines.split('\0')) {
            if (line.isEmpty())
                continue;
            const QByteArray mode = line.left(6), blob = line.mid(12, 40), path = line.mid(line.indexOf('\t') + 1);
            index += mode + ' ' + blob + " 0\t" + path + '\0';
        }
        git({u"update-index"_s, u"-z"_s, u"--index-info"_s}, index);
        return git({u"write-tree"_s}).trimmed();
    }

    BlobReader reader()
    {
        return [this](const FileVersion &version) -> Result<QByteArray> {
            return git({u"cat-file"_s, u"blob"_s, QString::fromLatin1(version.blob.hex)});
        };
    }

    std::vector<FileEntry> entries(const QByteArray &from, const QByteArray &to)
    {
        std::vector<FileEntry> out;
        const QList<QByteArray> words = git({u"diff-tree"_s, u"-r"_s, u"-z"_s, u"--raw"_s, u"--no-abbrev"_s,
                                             QString::fromLatin1(from), QString::fromLatin1(to)})
                                            .split('\0');
        for (qsizetype i = 0; i + 1 < words.size(); i += 2) {
            const QList<QByteArray> part = words[i].mid(1).split(' ');
            const auto version = [&](int mode, int blob) {
                const quint32 bits = part[mode].toUInt(nullptr, 8);
                return bits == 0 ? FileVersion{} : FileVersion{words[i + 1], ObjectId{part[blob]}, bits, -1};
            };
            out.push_back(makeEntry(version(0, 2), version(1, 3)));
        }
        return out;
    }

    QByteArray patchOf(const QByteArray &from, const QByteArray &to, const DiffOptions &diffOptions,
                       const PatchOptions &options, bool renames)
    {
        std::vector<FileEntry> all = entries(from, to);
        if (renames)
            all = findRenames(std::move(all), reader());
        QByteArray out;
        for (const FileEntry &entry : all) {
            const auto text = [&](const FileVersion &v) {
                return v.exists() && !v.isSubmodule() ? reader()(v).value_or(QByteArray()) : QByteArray();
            };
            out += filePatch(*computeFileDiff(entry, text(entry.before), text(entry.after), diffOptions), options);
        }
        return out;
    }

    QByteArray appliedTree(const QByteArray &from, const QByteArray &patch)
    {
        git({u"read-tree"_s, QString::fromLatin1(from)});
        const QByteArray said = git({u"apply"_s, u"--cached"_s, u"--whitespace=nowarn"_s, u"-"_s}, patch, true);
        return said.startsWith("failed") ? said + patch : git({u"write-tree"_s}).trimmed();
    }

    static Tree before()
    {
        QByteArray code;
        for (int i = 0; i < 60; ++i)
            code += "    statement(" + QByteArray::number(i) + ");\n";
        return {
            {"plain.c", {"int a;\nint b;\nint c;\n"}},
            {"no-newline", {"one\ntwo"}},
            {"gets-newline", {"one\ntwo"}},
            {"crlf.txt", {"a\r\nb\r\nc\r\n"}},
            {"mixed.txt", {"a\r\nb\nc\r\n"}},
            {"latin1.txt", {"gr\xfc\xdf""e\nzwei\n"}},
            {"bom.txt", {"eins\nzwei\n"}},
            {"utf16.txt", {QByteArray("\xff\xfe" "a\0\n\0", 6)}},
            {"binary.bin", {QByteArray("\0\1\2\3", 4)}},
            {"mode.sh", {"#!/bin/sh\n"}},
            {"link", {"plain.c", 0120000}},
            {"becomes-link", {"text\n"}},
            {"deleted.txt", {"gone\n"}},
            {"deleted-empty", {""}},
            {"emptied", {"x\n"}},
            {"filled", {""}},
            {"moved/old name.c", {"static void head()\n{\n" + code + "}\n"}},
            {"spaced out.txt", {"a\n"}},
            {"gr\xc3\xbc\xc3\x9f""e \"quoted\"\t.txt", {"a\n"}},
            {"blank.txt", {"a\n  b\nc\n"}},
        };
    }

    static Tree after()
    {
        Tree tree = before();
        tree["plain.c"].content = "int a;\nint bb;\nint c;\nint d;\n";
        tree["no-newline"].content = "one\nthree";
        tree["gets-newline"].content = "one\ntwo\n";
        tree["crlf.txt"].content = "a\nb\nc\n";
        tree["mixed.txt"].content = "a\nb\nc\r\n";
        tree["latin1.txt"].content = "gr\xfc\xdf""e\ndr\xfc""ber\n";
        tree["bom.txt"].content = "\xef\xbb\xbf""eins\nzwei\n";
        tree["utf16.txt"].content = QByteArray("\xff\xfe" "b\0\n\0", 6);
        tree["binary.bin"].content = QByteArray("\0\1\2\3\4\5\6\7", 8).repeated(40);
        tree["mode.sh"].mode = 0100755;
        tree["link"].content = "crlf.txt";
        tree["becomes-link"] = {"plain.c", 0120000};
        tree.remove("deleted.txt");
        tree.remove("deleted-empty");
        tree["emptied"].content.clear();
        tree["filled"].content = "now\n";
        tree["added.txt"] = {"new\n"};
        tree["added-empty"] = {""};
        tree["added-binary"] = {QByteArray("\0x", 2)};
        File moved = tree.take("moved/old name.c");
        moved.content.replace("statement(7)", "other(7)");
        tree["elsewhere/new name.c"] = moved;
        tree["spaced out.txt"].content = "b\n";
        tree["gr\xc3\xbc\xc3\x9f""e \"quoted\"\t.txt"].content = "b\n";
        tree["blank.txt"].content = "a\n    b\nc\n";
        return tree;
    }

private Q_SLOTS:
    void initTestCase() { git({u"init"_s, u"-q"_s}); }

    void gitMakesTheSameTreeOfThePatch_data()
    {
        QTest::addColumn<DiffOptions>("diffOptions");
        QTest::addColumn<int>("context");
        QTest::addColumn<bool>("literals");
        QTest::addColumn<bool>("renames");
        QTest::newRow("as it is") << DiffOptions{} << 3 << false << false;
        QTest::newRow("with renames") << DiffOptions{} << 3 << false << true;
        QTest::newRow("binary literals") << DiffOptions{} << 3 << true << true;
        QTest::newRow("one line of context") << DiffOptions{} << 1 << true << false;
        QTest::newRow("blanks hidden on screen")
            << DiffOptions{.lines = {.whitespace = Whitespace::All}} << 3 << true << false;
        QTest::newRow("patience") << DiffOptions{.lines = {.algorithm = Algorithm::Patience}} << 3 << true << true;
    }
    void gitMakesTheSameTreeOfThePatch()
    {
        QFETCH(DiffOptions, diffOptions);
        QFETCH(int, context);
        QFETCH(bool, literals);
        QFETCH(bool, renames);
        const QByteArray from = writeTree(before()), to = writeTree(after());
        PatchOptions options{.contextLines = context, .reader = literals ? reader() : BlobReader{}};
        QCOMPARE(appliedTree(from, patchOf(from, to, diffOptions, options, renames)), to);
        QCOMPARE(appliedTree(to, patchOf(to, from, diffOptions, options, renames)), from);
    }

    void binaryLiteralsNeedNoObjects()
    {
        const QByteArray from = writeTree({{"a", {"x\n"}}});
        QByteArray content;
        QRandomGenerator random(3);
        for (int i = 0; i < 3000; ++i)
            content += char(random.bounded(256));
        const FileEntry entry =
            makeEntry({}, {"new.bin", ObjectId{git({u"hash-object"_s, u"--stdin"_s}, content).trimmed()}, 0100644, -1});
        const BlobReader fromMemory = [&](const FileVersion &) -> Result<QByteArray> { return content; };
        const QByteArray patch = filePatch(*computeFileDiff(entry, {}, content), {.reader = fromMemory});
        const QByteArray tree = appliedTree(from, patch);
        QCOMPARE(git({u"cat-file"_s, u"blob"_s, QString::fromLatin1(tree + ":new.bin")}), content);
    }

    void randomTextsApply()
    {
        QRandomGenerator random(44);
        Tree from, to;
        for (int i = 0; i < 40; ++i) {
            QByteArray l = randomText(random, int(random.bounded(80)), 25);
            QByteArray r = mutated(random, l, int(random.bounded(20)), 25);
            if (i % 3 == 0)
                l.chop(1);
            if (i % 4 == 0)
                r.replace("\n", "\r\n");
            from["f" + QByteArray::number(i)] = {l};
            to["f" + QByteArray::number(i)] = {r};
        }
        const QByteArray a = writeTree(from), b = writeTree(to);
        QCOMPARE(appliedTree(a, patchOf(a, b, {}, {}, false)), b);
    }

    void pathsAreQuotedAsGitDoes()
    {
        QCOMPARE(quotedPath("a b/c.txt", "a/"), QByteArray("a/a b/c.txt"));
        QCOMPARE(quotedPath("gr\xc3\xbc\"\n", "b/"), QByteArray("\"b/gr\\303\\274\\\"\\n\""));
    }
};

QTEST_GUILESS_MAIN(TestPatch)
#include "tst_patch.moc"
