// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/enginesourcelookup.h"
#include "helpers/testrepo.h"

#include <QFile>
#include <QFileInfo>
#include <QTest>

using namespace docket;
using namespace Qt::StringLiterals;
using docket::test::TestRepo;

/** What windows ask, answered by a real repository on the pool. */
class TestSourceLookup : public QObject
{
    Q_OBJECT

    static QByteArray contentOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private Q_SLOTS:
    void answersComeLaterAndOnce()
    {
        TestRepo repo;
        const ObjectId commit = repo.commit("First", {{"a.txt", "int one(void)\n{\n"}});
        EngineSourceLookup lookup;
        int answers = 0;
        lookup.readFile({repo.path(), commit, "a.txt"}, this, [&](const Result<QByteArray> &text) {
            ++answers;
            QCOMPARE(text.value(), "int one(void)\n{\n");
        });
        lookup.findAuthors({repo.path(), commit, "a.txt"}, this, [&](const Result<review::AuthorshipPtr> &found) {
            ++answers;
            QCOMPARE(found.value()->at(1)->commit, commit);
        });
        lookup.findDefinitions({repo.path(), commit, {}, "one", "a.txt"}, this,
                               [&](const Result<QList<review::Definition>> &found) {
                                   ++answers;
                                   QCOMPARE(found.value().size(), 1);
                               });
        lookup.readFile({repo.path(), commit, "nothing"}, this, [&](const Result<QByteArray> &text) {
            ++answers;
            QCOMPARE(text.error().code, ErrorCode::NotFound);
        });
        QCOMPARE(answers, 0);
        QTRY_COMPARE(answers, 4);
    }

    void whoIsGoneOrDoesNotWantItAnyMoreHearsNothing()
    {
        TestRepo repo;
        const ObjectId commit = repo.commit("First", {{"a.txt", "a\n"}});
        EngineSourceLookup lookup;
        bool heard = false;
        int answered = 0;
        auto listener = std::make_unique<QObject>();
        lookup.readFile({repo.path(), commit, "a.txt"}, listener.get(),
                        [&](const Result<QByteArray> &) { heard = true; });
        listener.reset();
        lookup
            .findAuthors({repo.path(), commit, "a.txt"}, this,
                         [&](const Result<review::AuthorshipPtr> &) { heard = true; })
            .cancel();
        for (int i = 0; i < 4; ++i) // as many as run at once, twice: what was asked before has been answered then
            lookup.readFile({repo.path(), commit, "a.txt"}, this, [&](const Result<QByteArray> &) { ++answered; });
        QTRY_COMPARE(answered, 4);
        QVERIFY(!heard);
    }

    void theEditorIsStartedWithoutAShell()
    {
        TestRepo repo;
        const ObjectId commit = repo.commit("First", {{"a $(x).txt", "a\n"}});
        const QString out = repo.outside(u"arguments"_s);
        QFile script(repo.outside(u"editor"_s));
        QVERIFY(script.open(QIODevice::WriteOnly));
        script.write("#!/bin/sh\nprintf '%s\\n' \"$@\" >\"" + out.toUtf8() + ".part\" && mv \"" + out.toUtf8()
                     + ".part\" \"" + out.toUtf8() + "\"\n");
        script.close();
        script.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
        EngineSourceLookup lookup;
        lookup.setEditor(u'"' + script.fileName() + u"\" --line {line} {file}"_s);
        QString said;
        lookup.openInEditor({repo.path(), commit, "a $(x).txt", 6}, repo.path(), this,
                            [&](const Result<QString> &opened) { said = opened ? *opened : opened.error().text(); });
        QTRY_VERIFY2(QFileInfo::exists(out), qPrintable(said));
        const QList<QByteArray> words = contentOf(out).split('\n');
        QCOMPARE(words.at(0), "--line");
        QCOMPARE(words.at(1), "7");
        QCOMPARE(QString::fromUtf8(words.at(2)), QFileInfo(repo.path()).canonicalFilePath() + u"/a $(x).txt"_s);
        QTRY_VERIFY(said.startsWith("Opened"_L1));
    }

    void anEditorThatCannotBeStartedIsSaid()
    {
        TestRepo repo;
        const ObjectId commit = repo.commit("First", {{"a.txt", "a\n"}});
        EngineSourceLookup lookup;
        lookup.setEditor(u"/no/such/editor"_s);
        std::optional<ErrorCode> code;
        lookup.openInEditor({repo.path(), commit, "a.txt", 0}, {}, this,
                            [&](const Result<QString> &opened) { code = opened.error().code; });
        QTRY_COMPARE(code, std::optional(ErrorCode::Process));
    }
};

QTEST_GUILESS_MAIN(TestSourceLookup)
#include "tst_sourcelookup.moc"
