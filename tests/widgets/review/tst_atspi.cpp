// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "review/readledger.h"
#include "widgets/review/diffview.h"
#include "widgets/review/realchange.h"

#include <QApplication>
#include <QDBusArgument>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QDBusVariant>
#include <QProcess>
#include <QTest>

#include <optional>

using namespace docket;
using namespace Qt::StringLiterals;
using diff::Side;

namespace {

/** One object on the bus of assistive programs. */
struct Node
{
    QString service;
    QDBusObjectPath path;
};

QDBusArgument &operator<<(QDBusArgument &argument, const Node &node)
{
    argument.beginStructure();
    argument << node.service << node.path;
    argument.endStructure();
    return argument;
}

const QDBusArgument &operator>>(const QDBusArgument &argument, Node &node)
{
    argument.beginStructure();
    argument >> node.service >> node.path;
    argument.endStructure();
    return argument;
}

} // namespace
Q_DECLARE_METATYPE(Node)

/** What a screen reader gets of the surface, over its own bus, as such a program asks for it (packaging/headless brings
 * display and bus). */
class TestAtspi : public QObject
{
    Q_OBJECT

    std::unique_ptr<DiffView> m_view;
    std::optional<QDBusConnection> m_bus;
    Node m_node;
    QList<int> m_caretMoves;

    /** The answer of a call; the surface answers from this very thread, so its events go on meanwhile. */
    QList<QVariant> call(const Node &node, const QString &interface, const QString &method,
                         const QList<QVariant> &arguments = {})
    {
        QDBusMessage message = QDBusMessage::createMethodCall(node.service, node.path.path(), interface, method);
        message.setArguments(arguments);
        QDBusPendingCallWatcher watcher(m_bus->asyncCall(message));
        if (!QTest::qWaitFor([&] { return watcher.isFinished(); }, 20'000))
            return {};
        if (watcher.isError())
            qWarning("%s: %s", qPrintable(method), qPrintable(watcher.error().message()));
        return watcher.reply().arguments();
    }

    QVariant property(const Node &node, const QString &interface, const QString &name)
    {
        const auto answer = call(node, u"org.freedesktop.DBus.Properties"_s, u"Get"_s, {interface, name});
        return answer.isEmpty() ? QVariant() : answer[0].value<QDBusVariant>().variant();
    }

    QList<Node> children(const Node &node)
    {
        const auto answer = call(node, u"org.a11y.atspi.Accessible"_s, u"GetChildren"_s);
        return answer.isEmpty() ? QList<Node>() : qdbus_cast<QList<Node>>(answer[0]);
    }

    QString nameOf(const Node &node) { return property(node, u"org.a11y.atspi.Accessible"_s, u"Name"_s).toString(); }

    std::optional<Node> findNamed(const Node &node, const QString &name, int depth)
    {
        for (const Node &child : children(node)) {
            if (nameOf(child) == name)
                return child;
            if (depth > 0) {
                if (const auto found = findNamed(child, name, depth - 1))
                    return found;
            }
        }
        return {};
    }

    QList<QVariant> text(const QString &method, const QList<QVariant> &arguments = {})
    {
        return call(m_node, u"org.a11y.atspi.Text"_s, method, arguments);
    }
    int textProperty(const QString &name) { return property(m_node, u"org.a11y.atspi.Text"_s, name).toInt(); }
    QString lineAt(int offset)
    {
        constexpr uint Line = 3; // ATSPI_TEXT_GRANULARITY_LINE
        return text(u"GetStringAtOffset"_s, {offset, Line}).value(0).toString();
    }

public Q_SLOTS:
    void caretMoved(const QString &, int offset) { m_caretMoves += offset; }

private Q_SLOTS:
    void initTestCase()
    {
        qDBusRegisterMetaType<Node>();
        qDBusRegisterMetaType<QList<Node>>();
        m_view = std::make_unique<DiffView>();
        m_view->setAccessibleName(u"The change"_s);
        m_view->setMode(DiffView::Mode::SideBySide);
        m_view->resize(1100, 600);
        const test::Change change =
            test::changeOf({test::fileChange("src/a.txt", "one\ntwo\nthree\nfour\n", "one\n2\nthree\nfour\nfive\n"),
                            test::fileChange("src/b.txt", "gone\n", QByteArray())});
        m_view->begin(change.entries);
        for (size_t i = 0; i < change.files.size(); ++i)
            m_view->setFile(int(i), change.files[i]);
        review::ReadLedger ledger;
        ledger.begin(change.entries);
        for (size_t i = 0; i < change.files.size(); ++i)
            ledger.setParts(int(i), review::readParts(*change.files[i]));
        m_view->setLedger(ledger);
        review::Comment comment;
        comment.id = {1};
        comment.anchor = review::makeAnchor(*change.files[0], Side::Right, 1, 1);
        comment.severity = review::Severity::Must;
        comment.author = u"Ada"_s;
        comment.body = u"Why a digit?"_s;
        m_view->setComments({comment});
        m_view->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
        m_view->setFocus();

        m_bus = QDBusConnection::connectToBus(qEnvironmentVariable("AT_SPI_BUS_ADDRESS"), u"reader"_s);
        QVERIFY(m_bus->isConnected());
        const Node registry{u"org.a11y.atspi.Registry"_s, QDBusObjectPath(u"/org/a11y/atspi/accessible/root"_s)};
        call({registry.service, QDBusObjectPath(u"/org/a11y/atspi/registry"_s)}, u"org.a11y.atspi.Registry"_s,
             u"RegisterEvent"_s, {u"object:text-caret-moved"_s, QStringList(), QString()});
        std::optional<Node> found;
        QTRY_VERIFY_WITH_TIMEOUT((found = findNamed(registry, u"The change"_s, 4)).has_value(), 20'000);
        m_node = *found;
    }

    void cleanupTestCase()
    {
        m_view.reset();
        m_bus.reset();
        QDBusConnection::disconnectFromBus(u"reader"_s);
    }

    void theSurfaceIsATextThatCannotBeEdited()
    {
        const QStringList interfaces =
            call(m_node, u"org.a11y.atspi.Accessible"_s, u"GetInterfaces"_s).value(0).toStringList();
        QVERIFY2(interfaces.contains(u"org.a11y.atspi.Text"_s), qPrintable(interfaces.join(u' ')));
        QVERIFY(!interfaces.contains(u"org.a11y.atspi.EditableText"_s));
        QCOMPARE(call(m_node, u"org.a11y.atspi.Accessible"_s, u"GetRoleName"_s).value(0).toString(), u"text"_s);
    }

    void allRowsOfTheFileInHandAreReadInWords()
    {
        const QString all = text(u"GetText"_s, {0, textProperty(u"CharacterCount"_s)}).value(0).toString();
        const QStringList rows = all.trimmed().split(u'\n');
        QCOMPARE(rows.value(0), u"File src/a.txt, changed, 2 added, 1 removed"_s);
        QCOMPARE(rows.value(1), u"1: one"_s);
        QVERIFY2(rows.value(2).startsWith(
                     u"changed 2, before: two, after: 2. Hunk 1, not read. Must, comment by Ada: Why a digit?"_s),
                 qPrintable(rows.value(2)));
        QCOMPARE(rows.constLast(), u"added 5: five"_s);
    }

    void theCaretIsFollowedAndItsRowSaysKindSideAndComment()
    {
        QVERIFY(m_bus->connect(m_node.service, m_node.path.path(), u"org.a11y.atspi.Event.Object"_s,
                               u"TextCaretMoved"_s, this, SLOT(caretMoved(QString, int))));
        QTest::keyClick(m_view.get(), Qt::Key_N);
        const int changed = textProperty(u"CaretOffset"_s);
        QVERIFY(lineAt(changed).startsWith(u"changed 2, before: two, after: 2"_s));
        QTRY_VERIFY(m_caretMoves.contains(changed)); // the reader was told
        QVERIFY(lineAt(changed).contains(u"Must, comment by Ada"_s));

        QTest::keyClick(m_view.get(), Qt::Key_N);
        const QString added = lineAt(textProperty(u"CaretOffset"_s));
        QVERIFY2(added.startsWith(u"added"_s) && !added.contains(u"comment"_s), qPrintable(added));
    }

    void aReaderCanMoveTheCaret()
    {
        QTest::keyClick(m_view.get(), Qt::Key_Home, Qt::ControlModifier);
        QCOMPARE(m_view->caretRow().file, 0);
        const QString all = text(u"GetText"_s, {0, textProperty(u"CharacterCount"_s)}).value(0).toString();
        QVERIFY(text(u"SetCaretOffset"_s, {int(all.indexOf(u"3: three"_s))}).value(0).toBool());
        QCOMPARE(m_view->caret().line, 2);
        QCOMPARE(text(u"GetStringAtOffset"_s, {int(all.indexOf(u"three"_s)) + 1, 1u}).value(0).toString(),
                 u"three"_s); // by word
    }
};

/**
 * The registry of assistive programs runs on the private bus that packaging/headless made; the launcher that desktops
 * use would want their settings. All has to be there before the application is.
 */
int main(int argc, char **argv)
{
    qputenv("AT_SPI_BUS_ADDRESS", qgetenv("DBUS_SESSION_BUS_ADDRESS"));
    qputenv("QT_LINUX_ACCESSIBILITY_ALWAYS_ON", "1");
    QProcess registry;
    registry.setProcessChannelMode(QProcess::MergedChannels);
    registry.start(QString::fromLatin1(DOCKET_ATSPI_REGISTRY), {});
    if (!registry.waitForReadyRead(20'000)) { // it says so when it has its name
        qWarning("%s does not start: %s", DOCKET_ATSPI_REGISTRY, qPrintable(registry.errorString()));
        return 1;
    }
    QApplication application(argc, argv);
    TestAtspi test;
    const int result = QTest::qExec(&test, argc, argv);
    registry.terminate();
    registry.waitForFinished(5000);
    return result;
}

#include "tst_atspi.moc"
