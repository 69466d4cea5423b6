// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "process/environment.h"

#include <QTest>

using namespace docket;
using namespace Qt::StringLiterals;

class TestEnvironment : public QObject
{
    Q_OBJECT

    static QProcessEnvironment person()
    {
        QProcessEnvironment environment;
        const QStringList names{u"PATH"_s,
                                u"HOME"_s,
                                u"LC_TIME"_s,
                                u"https_proxy"_s,
                                u"AWS_SECRET_ACCESS_KEY"_s,
                                u"GITHUB_TOKEN"_s,
                                u"SSH_AUTH_SOCK"_s,
                                u"DBUS_SESSION_BUS_ADDRESS"_s,
                                u"XDG_RUNTIME_DIR"_s,
                                u"LD_PRELOAD"_s,
                                u"GIT_DIR"_s,
                                u"ANTHROPIC_API_KEY"_s,
                                u"ANTHROPIC_BASE_URL"_s,
                                u"ANTHROPOS"_s,
                                u"DISPLAY"_s};
        for (const QString &name : names)
            environment.insert(name, u"value"_s);
        return environment;
    }

private Q_SLOTS:
    void secretsStayOutside()
    {
        const auto clean = cleanEnvironment(person());
        for (const QString &name :
             {u"AWS_SECRET_ACCESS_KEY"_s, u"GITHUB_TOKEN"_s, u"SSH_AUTH_SOCK"_s, u"DBUS_SESSION_BUS_ADDRESS"_s,
              u"XDG_RUNTIME_DIR"_s, u"LD_PRELOAD"_s, u"GIT_DIR"_s, u"ANTHROPIC_API_KEY"_s, u"DISPLAY"_s})
            QVERIFY2(!clean.contains(name), qPrintable(name));
        for (const QString &name : {u"PATH"_s, u"HOME"_s, u"LC_TIME"_s, u"https_proxy"_s})
            QVERIFY2(clean.contains(name), qPrintable(name));
    }

    void whatAProfileNamesComesIn()
    {
        const auto clean = cleanEnvironment(person(), {u"ANTHROPIC_*"_s, u"GITHUB_TOKEN"_s});
        QVERIFY(clean.contains(u"ANTHROPIC_API_KEY"_s));
        QVERIFY(clean.contains(u"ANTHROPIC_BASE_URL"_s));
        QVERIFY(clean.contains(u"GITHUB_TOKEN"_s));
        QVERIFY(!clean.contains(u"ANTHROPOS"_s));
        QVERIFY(!clean.contains(u"AWS_SECRET_ACCESS_KEY"_s));
    }

    void gitAsksNobody()
    {
        const auto clean = cleanEnvironment({});
        QCOMPARE(clean.value(u"GIT_TERMINAL_PROMPT"_s), u"0"_s);
        QCOMPARE(clean.value(u"GIT_OPTIONAL_LOCKS"_s), u"0"_s);
    }
};

QTEST_GUILESS_MAIN(TestEnvironment)
#include "tst_environment.moc"
