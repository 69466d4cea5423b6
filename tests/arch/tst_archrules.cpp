// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "arch/archrules.h"

#include <QTest>

using namespace docket::arch;
using namespace Qt::StringLiterals;

/** Each rule on a small tree that keeps it and on one that breaks it: a check that cannot fail is none. */
class TestArchRules : public QObject
{
    Q_OBJECT

private:
    /** Two rooms, a widget and a program that keep every rule but the ones on files that are left out here. */
    static SourceTree goodTree()
    {
        return {
            {u"models/core/CMakeLists.txt"_s, u"# SPDX-License-Identifier: X\ndocket_room(core LINKS Qt6::Core)\n"_s},
            {u"models/core/README.md"_s, QString(100, u'x')},
            {u"models/core/appid.h"_s, u"// SPDX-License-Identifier: X\nQLatin1StringView appId{\"org.a.B\"};\n"_s},
            {u"models/diff/CMakeLists.txt"_s,
             u"# SPDX-License-Identifier: X\ndocket_room(diff LINKS docket::core)\n"_s},
            {u"models/diff/README.md"_s, QString(100, u'x')},
            {u"models/diff/rows.h"_s,
             u"// SPDX-License-Identifier: X\n#include \"core/appid.h\"\n#include <QStringView>\n"_s},
            {u"widgets/review/CMakeLists.txt"_s,
             u"# SPDX-License-Identifier: X\ndocket_room(wreview LINKS docket::diff Qt6::Widgets)\n"_s},
            {u"widgets/review/README.md"_s, QString(100, u'x')},
            {u"widgets/review/view.cpp"_s,
             u"// SPDX-License-Identifier: X\n#include \"diff/rows.h\"\n#include <QWidget>\n"_s},
            {u"app/main.cpp"_s, u"// SPDX-License-Identifier: X\nint main() { return app.exec(); }\n"_s},
        };
    }
    static SourceTree with(const QString &path, const QString &text)
    {
        SourceTree tree = goodTree();
        tree.insert(path, text);
        return tree;
    }

private Q_SLOTS:
    void aGoodTreeBreaksNothing()
    {
        const SourceTree tree = goodTree();
        for (const auto rule : {roomsAreKnown, linksGoDownwards, includesGoDownwards, includesAreLinked,
                                modelsHaveNoWidgets, widgetsSeeOnlyValues, pureRoomsDoNoInput, nobodyIsASingleton,
                                nobodyWaits, theProgramStartsLight, everyRoomSaysWhatItIs, filesNameTheirLicence})
            QCOMPARE(rule(tree), QStringList());
    }

    void heavyLibrariesAreForTheModuleAlone()
    {
        const QString links =
            u"# SPDX-License-Identifier: X\ntarget_link_libraries(a PRIVATE KF6::SyntaxHighlighting)\n"_s;
        QVERIFY(theProgramStartsLight(with(u"app/languages/CMakeLists.txt"_s, links)).isEmpty());
        QCOMPARE(theProgramStartsLight(with(u"widgets/review/CMakeLists.txt"_s, links)).size(), 1);
        QCOMPARE(
            theProgramStartsLight(with(u"app/control/CMakeLists.txt"_s, u"docket_room(control LINKS Qt6::Network)\n"_s))
                .size(),
            1);
    }

    void commentsAndStringsAreNotCode()
    {
        const QString code =
            u"a(); // waitForX()\n\"instance()\"; /* b\nc */ R\"x(instance()\" )x\"; 'q'; 1'000'000; u'\\''; d();"_s;
        const QString stripped = withoutCommentsAndStrings(code);
        QVERIFY(!stripped.contains("waitFor"_L1));
        QVERIFY(!stripped.contains("instance"_L1));
        QVERIFY(!stripped.contains(u'b'));
        QVERIFY(stripped.contains("a();"_L1));
        QVERIFY(stripped.contains("1'000'000"_L1));
        QVERIFY(stripped.contains("d();"_L1));
        QCOMPARE(stripped.count(u'\n'), code.count(u'\n'));
    }

    void aCommentedIncludeIsNone()
    {
        const auto includes =
            includesOf(u"// #include \"git/a.h\"\n/*\n#include \"git/b.h\"\n*/\n # include <QFile>\n"_s);
        QCOMPARE(includes.size(), 1);
        QCOMPARE(includes.first().path, u"QFile"_s);
        QCOMPARE(includes.first().line, 5);
    }

    void aNewRoomMustBeNamed()
    {
        QCOMPARE(roomsAreKnown(with(u"models/cellar/CMakeLists.txt"_s, u"docket_room(cellar)"_s)).size(), 1);
    }

    void aLinkUpwardsIsFound()
    {
        const QString file = u"models/diff/CMakeLists.txt"_s;
        QCOMPARE(linksGoDownwards(with(file, u"docket_room(diff LINKS docket::core docket::engine)"_s)).size(), 1);
        QCOMPARE(linksGoDownwards(with(file, u"docket_room(diff LINKS docket::core PRIVATE docket::git)"_s)).size(), 1);
        QCOMPARE(linksGoDownwards(with(file, u"docket_room(diff LINKS docket::core PkgConfig::libgit2)"_s)).size(), 1);
        QCOMPARE(linksGoDownwards(with(file, u"docket_room(diff LINKS docket::core) # docket::git"_s)), QStringList());
        QCOMPARE(linksGoDownwards(
                     with(file, u"docket_room(diff)\ntarget_link_libraries(docket_diff PUBLIC docket::store)"_s))
                     .size(),
                 1);
    }

    void anIncludeUpwardsIsFound()
    {
        const QString file = u"models/diff/rows.cpp"_s;
        QCOMPARE(includesGoDownwards(with(file, u"#include \"store/store.h\""_s)).size(), 1);
        QCOMPARE(includesGoDownwards(with(file, u"#include \"widgets/review/view.h\""_s)).size(), 1);
        QCOMPARE(includesGoDownwards(with(file, u"#include \"app/main.h\""_s)).size(), 1);
        QCOMPARE(includesGoDownwards(with(file, u"#include \"diff/rows.h\""_s)), QStringList());
    }

    void anIncludeWithoutItsLinkIsFound()
    {
        SourceTree tree = goodTree();
        tree[u"models/diff/CMakeLists.txt"_s] = u"docket_room(diff LINKS Qt6::Core)"_s;
        QCOMPARE(includesAreLinked(tree).size(), 1);
    }

    void aWidgetInModelsIsFound()
    {
        QCOMPARE(modelsHaveNoWidgets(with(u"models/diff/a.cpp"_s, u"#include <QLabel>"_s)).size(), 1);
        QCOMPARE(modelsHaveNoWidgets(with(u"models/diff/a.cpp"_s, u"#include <QtWidgets/QFrame>"_s)).size(), 1);
        QCOMPARE(modelsHaveNoWidgets(with(u"models/diff/CMakeLists.txt"_s, u"docket_room(diff LINKS Qt6::Widgets)"_s))
                     .size(),
                 1);
    }

    void aWidgetThatReachesBehindTheValuesIsFound()
    {
        const QString source = u"widgets/review/b.cpp"_s;
        for (const auto &include :
             {"\"git/repo.h\"", "\"store/store.h\"", "\"engine/engine.h\"", "\"app/main.h\"", "<git2.h>", "<QProcess>"})
            QCOMPARE(widgetsSeeOnlyValues(with(source, u"#include "_s + QLatin1StringView(include))).size(), 1);
        QCOMPARE(widgetsSeeOnlyValues(
                     with(u"widgets/review/CMakeLists.txt"_s, u"docket_room(wreview LINKS docket::agents)"_s))
                     .size(),
                 1);
    }

    void aPureRoomThatTouchesTheWorldIsFound()
    {
        const QString source = u"models/diff/c.cpp"_s;
        for (const auto &include : {"<QObject>", "<QFile>", "<QProcess>", "<QSqlQuery>", "<QTimer>", "<QEventLoop>",
                                    "<fstream>", "<sys/stat.h>"})
            QCOMPARE(pureRoomsDoNoInput(with(source, u"#include "_s + QLatin1StringView(include))).size(), 1);
        QCOMPARE(pureRoomsDoNoInput(with(source, u"auto now = QDateTime::currentDateTimeUtc();"_s)).size(), 1);
        QCOMPARE(pureRoomsDoNoInput(with(u"models/core/c.cpp"_s, u"#include <QFile>"_s)), QStringList());
    }

    void aSingletonIsFound()
    {
        QCOMPARE(nobodyIsASingleton(with(u"app/x.cpp"_s, u"Store::instance()->save();"_s)).size(), 1);
        QCOMPARE(nobodyIsASingleton(with(u"app/x.h"_s, u"static Store *instance();"_s)).size(), 1);
        QCOMPARE(nobodyIsASingleton(with(u"app/x.cpp"_s, u"// no instance() here\nint instances(int);"_s)),
                 QStringList());
    }

    void waitingIsFound()
    {
        for (const auto &code :
             {"process.waitForFinished(1000);", "qApp->processEvents();", "QEventLoop loop;", "QThread::msleep(5);",
              "dialog.exec();", "QMessageBox::question(this);", "QFileDialog::getOpenFileName();"})
            QCOMPARE(nobodyWaits(with(u"widgets/review/d.cpp"_s, QString::fromLatin1(code))).size(), 1);
        QCOMPARE(nobodyWaits(with(u"models/store/d.cpp"_s, u"connection.exec(sql);"_s)), QStringList());
        QCOMPARE(nobodyWaits(with(u"tests/x/d.cpp"_s, u"process.waitForFinished();"_s)), QStringList());
    }

    void aPoolIsDrainedOnlyInADestructor()
    {
        const QString source = u"widgets/review/e.cpp"_s;
        QCOMPARE(nobodyWaits(with(source, u"A::~A()\n{\n    m_cancel.cancel();\n    m_pool.waitForDone();\n}"_s)),
                 QStringList());
        QCOMPARE(nobodyWaits(with(source, u"void A::stop()\n{\n    m_pool.waitForDone();\n}"_s)).size(), 1);
        QCOMPARE(nobodyWaits(with(source, u"A::~A()\n{\n}\nvoid A::stop()\n{\n    m_pool.waitForDone();\n}"_s)).size(),
                 1);
    }

    void aRoomWithoutWordsIsFound()
    {
        QCOMPARE(everyRoomSaysWhatItIs(with(u"models/diff/README.md"_s, u"# diff"_s)).size(), 1);
    }

    void aFileWithoutALicenceIsFound()
    {
        QCOMPARE(filesNameTheirLicence(with(u"app/y.cpp"_s, u"int y;"_s)).size(), 1);
        QCOMPARE(filesNameTheirLicence(with(u"resources/sample/y.cpp"_s, u"int y;"_s)), QStringList());
    }

    void aLineThatIsTooLongIsFound()
    {
        const auto brokenBy = [&](const QString &line) { return linesFit(with(u"app/y.cpp"_s, line)).size(); };
        const QString words = QString(u"word "_s).repeated(24);
        QCOMPARE(brokenBy(u"int y = 1;"_s), 0);
        QCOMPARE(brokenBy(u"// "_s + words), 1);
        QCOMPARE(brokenBy(u" * "_s + words), 1);
        QCOMPARE(brokenBy(u"f(a, b); // "_s + words), 1);
        QCOMPARE(brokenBy(u"f("_s + QString(u"x, "_s).repeated(40) + u"x);"_s), 1);
        QCOMPARE(brokenBy(u"f(u\""_s + words + u"\"_s);"_s), 0); // nothing is won by cutting a sentence
        QCOMPARE(brokenBy(u"f(R\"(x\n"_s + words + u")\");"_s), 0);
    }

    void anIdThatDriftsIsFound()
    {
        SourceTree tree = goodTree();
        QCOMPARE(oneApplicationId(tree).size(), 6); // nothing of the desktop's is there
        tree[u"packaging/desktop/org.a.B.desktop"_s] = u"\nIcon=org.a.B\nStartupWMClass=org.a.B\n"_s;
        tree[u"packaging/desktop/org.a.B.metainfo.xml"_s] =
            u"<id>org.a.B</id><launchable type=\"desktop-id\">org.a.B.desktop</launchable>"_s;
        tree[u"resources/icons/hicolor/scalable/apps/org.a.B.svg"_s] = u"<svg/>"_s;
        tree[u"resources/icons/hicolor/symbolic/apps/org.a.B-symbolic.svg"_s] = u"<svg/>"_s;
        QCOMPARE(oneApplicationId(tree), QStringList());
        tree[u"packaging/desktop/org.a.B.desktop"_s] = u"\nIcon=docket\nStartupWMClass=org.a.B\n"_s;
        QCOMPARE(oneApplicationId(tree).size(), 1);
        tree = goodTree();
        tree[u"app/z.cpp"_s] = u"setDesktopFileName(u\"org.a.B\"_s);"_s;
        QCOMPARE(oneApplicationId(tree).size(), 7);
    }
};

QTEST_GUILESS_MAIN(TestArchRules)
#include "tst_archrules.moc"
