// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/difffilesmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace docket;
using namespace Qt::StringLiterals;

class TestDiffFiles : public QObject
{
    Q_OBJECT

    std::vector<diff::FileEntry> files(const QList<QByteArray> &paths)
    {
        std::vector<diff::FileEntry> entries;
        for (const QByteArray &path : paths)
            entries.push_back(diff::makeEntry({path, {"1"}, 0100644, 1}, {path, {"2"}, 0100644, 1}));
        return entries;
    }

    QString dump(const QAbstractItemModel &model, const QModelIndex &parent = {}, int depth = 0)
    {
        QString text;
        for (int row = 0; row < model.rowCount(parent); ++row) {
            const QModelIndex index = model.index(row, 0, parent);
            text += QString(depth, u' ') + index.data().toString() + u'\n' + dump(model, index, depth + 1);
        }
        return text;
    }

private Q_SLOTS:
    void foldersThatHoldOneFolderShareItsRow()
    {
        DiffFilesModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setFiles(files({"README", "a/b/c/one.cpp", "a/b/c/two.cpp", "a/b/d/e/three.cpp", "z/four"}));
        QCOMPARE(dump(model), u"a/b\n c\n  one.cpp\n  two.cpp\n d/e\n  three.cpp\nz\n four\nREADME\n"_s);
    }

    void theFilterWantsAllWordsAnywhereInThePath()
    {
        DiffFilesModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setFiles(files({"src/Main.cpp", "src/main.h", "tests/main.cpp"}));
        model.setFilter(u"SRC main"_s);
        QCOMPARE(dump(model), u"src\n Main.cpp\n main.h\n"_s);
        QCOMPARE(model.shownFiles(), 2);
        QVERIFY(!model.indexOfFile(2).isValid());
        model.setFilter({});
        QCOMPARE(model.shownFiles(), 3);
    }

    void countsMarksAndCommentsReachTheirFileAndItsFolders()
    {
        DiffFilesModel model;
        model.setFiles(files({"a/one", "a/two"}));
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.setCounts(1, 5, 2);
        QCOMPARE(model.indexOfFile(1).data(DiffFilesModel::AddedRole).toInt(), 5);
        QVERIFY(!model.indexOfFile(0).data(DiffFilesModel::AddedRole).isValid());
        model.setViewed({1});
        QVERIFY(model.indexOfFile(1).data(DiffFilesModel::ViewedRole).toBool());
        QCOMPARE(model.index(0, 0).data(DiffFilesModel::ViewedFilesRole).toInt(), 1);
        QCOMPARE(model.index(0, 0).data(DiffFilesModel::FilesRole).toInt(), 2);
        model.setComments({{0, 3}});
        QCOMPARE(model.indexOfFile(0).data(DiffFilesModel::CommentsRole).toInt(), 3);
        QCOMPARE(changed.size(), 1 + 2 + 2); // the file, and for marks and comments its folder too
    }

    void aNameCannotTurnTheTextAround()
    {
        DiffFilesModel model;
        model.setFiles(files({"a\xe2\x80\xaegnp.exe"}));
        QVERIFY(!model.index(0, 0).data().toString().contains(QChar(0x202e)));
        QVERIFY(model.index(0, 0).data().toString().contains(u"U+202E"_s));
    }
};

QTEST_GUILESS_MAIN(TestDiffFiles)
#include "tst_difffiles.moc"
