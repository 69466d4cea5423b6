// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "git/attributes.h"
#include "git/treediff.h"
#include "helpers/testrepo.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace docket;
using namespace docket::git;
using docket::test::TestRepo;

namespace {

char letter(ChangeStatus status)
{
    switch (status) {
    case ChangeStatus::Added:
        return 'A';
    case ChangeStatus::Deleted:
        return 'D';
    case ChangeStatus::Modified:
        return 'M';
    case ChangeStatus::TypeChanged:
        return 'T';
    }
    return '?';
}

/** As `git diff-tree -r --raw --no-abbrev` prints it. */
QByteArray raw(const QList<TreeChange> &changes)
{
    const auto hex = [](const ObjectId &id) { return id.isValid() ? id.hex : QByteArray(40, '0'); };
    const auto octal = [](FileMode mode) { return QByteArray::number(uint(mode), 8).rightJustified(6, '0'); };
    QByteArray text;
    for (const TreeChange &change : changes)
        text += ':' + octal(change.oldMode) + ' ' + octal(change.newMode) + ' ' + hex(change.oldId) + ' '
            + hex(change.newId) + ' ' + letter(change.status) + '\t' + change.path + '\n';
    return text;
}

} // namespace

class TestGitTreeDiff : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKindOfChangeIsListedAsGitDoes()
    {
        TestRepo repo;
        const ObjectId sub{QByteArray(40, '1')};
        const ObjectId sub2{QByteArray(40, '2')};
        repo.write("gone.txt", "x\n").write("kept.txt", "k\n").write("edited.txt", "1\n").write("mode.sh", "s\n");
        repo.write("type", "text\n").write("dir/deep/a.c", "int a;\n").write("swap", "file\n").submodule("lib", sub);
        const ObjectId base = repo.commit("Base");
        repo.remove("gone.txt").write("edited.txt", "22\n").executable("mode.sh", "s\n").symlink("type", "kept.txt");
        repo.remove("swap")
            .write("swap/inner.txt", "now a folder\n")
            .rename("dir/deep/a.c", "dir/b.c")
            .submodule("lib", sub2);
        repo.write("new \xff name", "bytes\n").write("empty", "");
        const ObjectId next = repo.commit("Next");

        const auto opened = Repository::open(repo.path());
        QVERIFY(opened);
        const auto changes = diffTrees(*opened, base, next);
        QVERIFY(changes);
        QCOMPARE(raw(*changes),
                 repo.git({u"-c"_s, u"core.quotePath=false"_s, u"diff-tree"_s, u"-r"_s, u"--raw"_s, u"--no-abbrev"_s,
                           u"--no-renames"_s, QString::fromLatin1(base.hex), QString::fromLatin1(next.hex)}));
        for (const TreeChange &change : *changes) {
            if (change.path == "edited.txt")
                QCOMPARE(std::pair(change.oldSize, change.newSize), std::pair(qint64(2), qint64(3)));
            if (change.path == "mode.sh")
                QVERIFY(change.modeOnly());
            if (change.path == "lib")
                QCOMPARE(change.newSize, -1);
            if (change.path == "empty")
                QCOMPARE(change.newSize, 0);
        }
    }

    void anInvalidOldSideIsTheEmptyTree()
    {
        TestRepo repo;
        const ObjectId base = repo.commit("Base", {{"a", "1\n"}, {"b/c", "2\n"}});
        const auto opened = Repository::open(repo.path());
        const auto changes = diffTrees(*opened, {}, base);
        QVERIFY(changes);
        QCOMPARE(changes->size(), 2);
        QCOMPARE(changes->at(1).status, ChangeStatus::Added);
        QCOMPARE(changes->at(1).path, "b/c");
    }

    void theSameTreeHasNoChanges()
    {
        TestRepo repo;
        const ObjectId base = repo.commit("Base", {{"a", "1\n"}});
        const auto changes = diffTrees(*Repository::open(repo.path()), base, repo.treeOf(base));
        QVERIFY(changes && changes->isEmpty());
    }

    void aCancelledDiffSaysSo()
    {
        TestRepo repo;
        const ObjectId base = repo.commit("Base", {{"a", "1\n"}});
        const ObjectId next = repo.commit("Next", {{"a", "2\n"}});
        CancelToken token;
        token.cancel();
        const auto changes = diffTrees(*Repository::open(repo.path()), base, next, {}, token);
        QVERIFY(!changes);
        QCOMPARE(changes.error().code, ErrorCode::Cancelled);
    }

    void anUnknownCommitIsAnError()
    {
        TestRepo repo;
        const ObjectId base = repo.commit("Base", {{"a", "1\n"}});
        const auto opened = Repository::open(repo.path());
        QCOMPARE(diffTrees(*opened, base, {QByteArray(40, 'e')}).error().code, ErrorCode::NotFound);
        QCOMPARE(diffTrees(*opened, base, {"nonsense"}).error().code, ErrorCode::InvalidInput);
    }

    void attributesComeFromTheBaseSideOnly()
    {
        TestRepo repo;
        repo.write(".gitattributes",
                   "*.gen linguist-generated\nvendor/** linguist-vendored=true\n*.dat -diff\n*.cpp diff=cpp\n*.big "
                   "filter=lfs\n");
        repo.write("sub/.gitattributes", "*.gen -linguist-generated\n");
        const ObjectId base = repo.commit("Base", {{"a.gen", "1\n"}});
        const ObjectId next = repo.commit("The branch hides itself", {{".gitattributes", "* linguist-generated\n"}});
        repo.putFile(u".gitattributes"_s, "* -diff\n");

        const auto opened = Repository::open(repo.path());
        const QList<QByteArray> paths{"a.gen", "sub/a.gen", "vendor/x/y.c", "z.dat", "m.cpp", "f.big", "plain"};
        const auto found = attributesAt(*opened, base, paths);
        QVERIFY(found);
        QCOMPARE(found->value("a.gen").generated, std::optional(true));
        QCOMPARE(found->value("sub/a.gen").generated, std::optional(false));
        QCOMPARE(found->value("vendor/x/y.c").vendored, std::optional(true));
        QCOMPARE(found->value("z.dat").text, std::optional(false));
        QCOMPARE(found->value("m.cpp").diffDriver, u"cpp"_s);
        QCOMPARE(found->value("f.big").filter, u"lfs"_s);
        QCOMPARE(found->value("plain"), PathAttributes());
        QCOMPARE(attributesAt(*opened, next, paths)->value("plain").generated, std::optional(true));
    }

    void attributesOfFoldersCountForWhatIsBelowThem()
    {
        TestRepo repo;
        repo.write(".gitattributes", "[attr]made linguist-generated\n*.txt text\n");
        repo.write("a/.gitattributes", "/deep/*.txt made\n");
        repo.write("a/deep/er/.gitattributes", "*.txt -linguist-generated\n");
        repo.write("b/x", "1\n");
        const ObjectId base = repo.commit("Base", {{"a/deep/er/est/x", "1\n"}});
        const auto opened = Repository::open(repo.path());
        const auto found = attributesAt(*opened, base,
                                        {"a/deep/1.txt", "a/deep/er/est/2.txt", "a/new/3.txt", "b/4.txt", "5.txt",
                                         "a/deep/6.txt", "nowhere/at/all/7.txt"});
        QVERIFY(found);
        const auto generated = [&](const QByteArray &path) { return found->value(path).generated; };
        QCOMPARE(generated("a/deep/1.txt"), std::optional(true));
        QCOMPARE(generated("a/deep/6.txt"), std::optional(true));
        QCOMPARE(generated("a/deep/er/est/2.txt"), std::optional(false));
        for (const char *path : {"a/new/3.txt", "b/4.txt", "5.txt", "nowhere/at/all/7.txt"})
            QCOMPARE(generated(path), std::nullopt);
    }

    void onlyWhatARuleMaySpeakOfIsAskedFor()
    {
        TestRepo repo;
        repo.write(".gitattributes", "* text=auto\n");
        repo.write("a/.gitattributes", "* -diff\n");
        const ObjectId base = repo.commit("Base", {{"a/b/x", "1\n"}, {"ab/x", "1\n"}, {"y", "1\n"}});
        const auto opened = Repository::open(repo.path());
        const auto found = attributesAt(*opened, base, {"a/b/x", "a/z", "ab/x", "y"});
        QVERIFY(found);
        QCOMPARE(found->size(), 2);
        QCOMPARE(found->value("a/b/x").text, std::optional(false));
        QCOMPARE(found->value("a/z").text, std::optional(false));
    }

    void attributesAlsoStandInTheRepositorysOwnFile()
    {
        TestRepo repo;
        const ObjectId base = repo.commit("Base", {{"a.txt", "1\n"}});
        const auto opened = Repository::open(repo.path());
        QVERIFY(attributesAt(*opened, base, {"a.txt"})->isEmpty());
        repo.putFile(u".git/info/attributes"_s, "*.txt -diff\n");
        QCOMPARE(attributesAt(*opened, base, {"a.txt"})->value("a.txt").text, std::optional(false));
    }

    void blobsAreReadWholeAndAbsentSidesAreEmpty()
    {
        TestRepo repo;
        const QByteArray content = QByteArray("a\0b\r\n\xff", 6);
        const ObjectId base = repo.commit("Base", {{"bin", content}});
        const auto opened = Repository::open(repo.path());
        const auto changes = diffTrees(*opened, {}, base);
        const auto reader = BlobReader::open(opened->commonDir());
        QVERIFY(reader);
        QCOMPARE(reader->read(changes->first().newId).value(), content);
        QCOMPARE(reader->size(changes->first().newId).value(), 6);
        QCOMPARE(reader->read({}).value(), QByteArray());
        QCOMPARE(reader->read(changes->first().newId, 5).error().code, ErrorCode::Refused);
        QCOMPARE(reader->read({QByteArray(40, 'e')}).error().code, ErrorCode::NotFound);
    }
};

QTEST_GUILESS_MAIN(TestGitTreeDiff)
#include "tst_git_treediff.moc"
