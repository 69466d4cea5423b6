// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "integration/agents/realagent.h"

#include <QTest>

#include <algorithm>

using namespace docket;
using namespace Qt::StringLiterals;

/** Every shipped profile is driven with its real program, or it is said why that cannot be. */
class TestAgentsLeftOut : public QObject
{
    Q_OBJECT

    static QStringList namesLeftOut()
    {
        QStringList names;
        const QStringList lines = agentsLeftOut();
        for (const QString &line : lines)
            names << line.section(u':', 0, 0);
        return names;
    }

private Q_SLOTS:
    void everyShippedProfileIsTestedOrNamed()
    {
        const QStringList leftOut = namesLeftOut();
        QVERIFY(!leftOut.isEmpty());
        const QList<AgentProfile> profiles = builtInProfiles();
        const QList<RealAgent> tested = realAgents();
        // Two profiles may start the same program, one of them with a model of the person's own.
        QStringList programs;
        for (const AgentProfile &profile : profiles) {
            const auto isOfProfile = [&](const RealAgent &agent) { return agent.builtIn == profile.id; };
            if (std::ranges::any_of(tested, isOfProfile) || leftOut.contains(profile.id))
                programs << profile.command.value(0);
        }
        for (const AgentProfile &profile : profiles) {
            const bool isDockets = profile.command.value(0).startsWith(u"{docket_bin}"_s);
            QVERIFY2(isDockets || programs.contains(profile.command.value(0)), qPrintable(profile.id));
        }
    }

    void whatIsLeftOutHasAReason_data()
    {
        QTest::addColumn<QString>("line");
        const QStringList lines = agentsLeftOut();
        for (const QString &line : lines)
            QTest::newRow(qPrintable(line.section(u':', 0, 0))) << line;
    }
    void whatIsLeftOutHasAReason()
    {
        QFETCH(QString, line);
        const QString name = line.section(u": "_s, 0, 0);
        QVERIFY2(findProfile(builtInProfiles(), name), "there is no shipped profile of this name");
        QVERIFY2(line.size() > name.size() + 2, "no reason is given");
        QSKIP(qPrintable(u"its profile was not run: "_s + line.section(u": "_s, 1)));
    }
};

QTEST_GUILESS_MAIN(TestAgentsLeftOut)
#include "tst_agentsleftout.moc"
