// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/dbusnotifier.h"

#include <QProcess>
#include <QSignalSpy>
#include <QTest>

using namespace docket;
using namespace Qt::StringLiterals;

/** Against the real dunst, on a bus and a display of the test's own (packaging/headless brings them). */
class DunstTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aClickOnARealNotificationComesBack()
    {
        DBusNotifier notifier;
        QSignalSpy activated(&notifier, &Notifier::activated);
        notifier.show({42, u"Review ready"_s, u"Escape file names in the export"_s, {{u"default"_s, u"Open review"_s},
                {u"later"_s, u"Later"_s}}, false});
        QTRY_VERIFY_WITH_TIMEOUT(displayed() == 1, 15'000);
        QCOMPARE(QProcess::execute(u"dunstctl"_s, {u"action"_s, u"0"_s}), 0);
        QTRY_COMPARE(activated.size(), 1);
        QCOMPARE(activated[0][0].toULongLong(), 42u);
        QCOMPARE(activated[0][1].toString(), u"default"_s);
    }

    void withdrawingTakesItFromTheScreen()
    {
        DBusNotifier notifier;
        const int before = displayed();
        notifier.show({43, u"A question"_s, u"May I?"_s, {}, true});
        QTRY_COMPARE(displayed(), before + 1);
        notifier.show({43, u"A question"_s, u"May I, please?"_s, {}, true});
        QTRY_COMPARE(displayed(), before + 1);
        notifier.withdraw(43);
        QTRY_COMPARE(displayed(), before);
    }

private:
    static int displayed()
    {
        QProcess count;
        count.start(u"dunstctl"_s, {u"count"_s, u"displayed"_s});
        return count.waitForFinished(5000) && count.exitCode() == 0 ? count.readAllStandardOutput().trimmed().toInt()
            : -1;
    }
};

QTEST_GUILESS_MAIN(DunstTest)
#include "tst_dunst.moc"
