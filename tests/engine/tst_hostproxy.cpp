// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/hostproxy.h"

#include <QLocalSocket>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace docket;
using namespace Qt::StringLiterals;

/** A server on loopback that answers what it was sent. */
class Echo : public QTcpServer
{
public:
    Echo()
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] {
                const QByteArray bytes = socket->readAll();
                heard += bytes;
                socket->write(bytes);
            });
        });
    }
    QByteArray heard;
};

class TestHostProxy : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    static PermissionRules allowing(const QString &pattern) { return {{{PermissionRule::Kind::Host, pattern}}, {}}; }

    /** What comes back until the proxy closes, or until `enough` stands in it. */
    static QByteArray say(HostProxy &proxy, const QByteArray &bytes, const QByteArray &enough = "\n\n\n")
    {
        QLocalSocket client;
        QByteArray got;
        QObject::connect(&client, &QLocalSocket::readyRead, &client, [&] { got += client.readAll(); });
        client.connectToServer(proxy.path());
        client.write(bytes);
        (void)QTest::qWaitFor(
            [&] {
                return got.contains(enough) || (client.state() == QLocalSocket::UnconnectedState && !got.isEmpty());
            },
            10000);
        return got + client.readAll();
    }

private Q_SLOTS:
    void headsAreReadStrictly()
    {
        QVERIFY(readProxyHead("CONNECT example.org:443 HTTP/1.1\r\nHost: x")
                == (ProxyTarget{u"example.org"_s, 443, true}));
        const auto plain = readProxyHead("GET http://Example.org:8080/a?b=c HTTP/1.1\r\nHost: "
                                         "Example.org:8080\r\nProxy-Connection: keep-alive\r\nAccept: */*");
        QVERIFY(plain && !plain->isTunnel && plain->host == u"example.org"_s && plain->port == 8080);
        QCOMPARE(
            plain->forward,
            QByteArray("GET /a?b=c HTTP/1.1\r\nHost: Example.org:8080\r\nAccept: */*\r\nConnection: close\r\n\r\n"));
        for (const char *bad :
             {"", "GET / HTTP/1.1", "CONNECT example.org HTTP/1.1", "CONNECT :443 HTTP/1.1", "CONNECT a:99999 HTTP/1.1",
              "CONNECT a:x HTTP/1.1", "GET ftp://a/ HTTP/1.1", "GET file:///etc/passwd HTTP/1.1",
              "CONNECT a b:443 HTTP/1.1", "CONNECT a/b:443 HTTP/1.1", "NONSENSE"})
            QVERIFY2(!readProxyHead(bad), bad);
    }

    void whatIsNotListedIsRefusedOnceInTheRecord()
    {
        HostProxy proxy(allowing(u"*.example.org"_s));
        QSignalSpy refused(&proxy, &HostProxy::refused);
        QVERIFY(proxy.listen(m_folder.filePath(u"a"_s)));
        for (int i = 0; i < 2; ++i) {
            const QByteArray answer = say(proxy, "CONNECT evil.net:443 HTTP/1.1\r\n\r\n");
            QVERIFY2(answer.startsWith("HTTP/1.1 403") && answer.contains("not on the list"), answer.constData());
        }
        QCOMPARE(refused.count(), 1);
        QVERIFY(say(proxy, "hello\r\n\r\n").startsWith("HTTP/1.1 400"));
        QVERIFY(say(proxy, QByteArray(100000, 'x')).startsWith("HTTP/1.1 400")); // a head without an end
    }

    void anAllowedHostIsCarriedBothWays()
    {
        Echo echo;
        HostProxy proxy(allowing(u"localhost:%1"_s.arg(echo.serverPort())));
        QVERIFY(proxy.listen(m_folder.filePath(u"b"_s)));
        const QByteArray big = QByteArray(2'000'000, 'b') + "the end";
        const QByteArray port = QByteArray::number(echo.serverPort());
        const QByteArray answer = say(proxy, "CONNECT localhost:" + port + " HTTP/1.1\r\n\r\n" + big, "the end");
        QVERIFY(answer.startsWith("HTTP/1.1 200"));
        QCOMPARE(answer.size(), answer.indexOf("\r\n\r\n") + 4 + big.size());
        const QByteArray plain = say(
            proxy, "POST http://localhost:" + port + "/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n\r\nbody",
            "body");
        QVERIFY2(echo.heard.contains(
                     "POST /x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nConnection: close\r\n\r\nbody"),
                 plain.constData());
    }

    void aListedNameDoesNotLeadBackToThisMachine()
    {
        Echo echo;
        const QByteArray port = QByteArray::number(echo.serverPort());
        HostProxy proxy(allowing(u"*.localhost"_s));
        QVERIFY(proxy.listen(m_folder.filePath(u"c"_s)));
        const QByteArray answer = say(proxy, "CONNECT a.localhost:" + port + " HTTP/1.1\r\n\r\n");
        QVERIFY2(answer.startsWith("HTTP/1.1 502"), answer.constData());
        QVERIFY(echo.heard.isEmpty());
        QVERIFY(say(proxy, "CONNECT localhost:" + port + " HTTP/1.1\r\n\r\n").startsWith("HTTP/1.1 403"));
        QVERIFY(say(proxy, "CONNECT 127.0.0.1:" + port + " HTTP/1.1\r\n\r\n").startsWith("HTTP/1.1 403"));
    }

    void aDeniedHostIsNotReachedThroughAWiderYes()
    {
        PermissionRules rules = allowing(u"*.example.org"_s);
        rules.deny = {{PermissionRule::Kind::Host, u"bad.example.org"_s}};
        const HostProxy proxy(rules);
        QVERIFY(proxy.allows(u"good.example.org"_s, 443) && !proxy.allows(u"bad.example.org"_s, 443)
                && !proxy.allows(u"example.org"_s, 443));
    }
};

QTEST_GUILESS_MAIN(TestHostProxy)
#include "tst_hostproxy.moc"
