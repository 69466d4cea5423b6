// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/program.h"

using namespace docket;
using namespace docket::test;
using namespace Qt::StringLiterals;

namespace {

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool overwrite(const QString &path, qint64 offset, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::ReadWrite) && file.seek(offset) && file.write(bytes) == bytes.size();
}

} // namespace

/**
 * Stores that cannot be used, seen by the engine and by the commands: a sentence, an exit code, and every byte as it
 * was.
 */
class TestBadStore : public QObject
{
    Q_OBJECT

    enum class Harm { Newer, CutHeader, TornPage, HalfFile };

    static bool doHarm(const QString &store, Harm harm)
    {
        constexpr qint64 userVersion = 60; // in the header of an SQLite file, four bytes, the highest first
        constexpr qint64 page = 4096;
        switch (harm) {
        case Harm::Newer: return overwrite(store, userVersion, QByteArray::fromHex("000003e7"));
        case Harm::CutHeader: return overwrite(store, 0, QByteArray(64, '\0'));
        case Harm::TornPage: return overwrite(store, 3 * page, QByteArray(int(page), '\xa5'));
        case Harm::HalfFile: return QFile::resize(store, QFileInfo(store).size() / 2);
        }
        return false;
    }

private Q_SLOTS:
    void itIsSaidAndLeftAsItIs_data()
    {
        QTest::addColumn<Harm>("harm");
        QTest::addColumn<ErrorCode>("code");
        QTest::addColumn<QByteArray>("advice");
        QTest::newRow("from a newer Docket") << Harm::Newer << ErrorCode::NewerVersion << QByteArray("update Docket");
        QTest::newRow("no header") << Harm::CutHeader << ErrorCode::Damaged << QByteArray("backups");
        QTest::newRow("a torn page") << Harm::TornPage << ErrorCode::Damaged << QByteArray("backups");
        QTest::newRow("half of it is missing") << Harm::HalfFile << ErrorCode::Damaged << QByteArray("backups");
    }

    void itIsSaidAndLeftAsItIs()
    {
        QFETCH(Harm, harm);
        QFETCH(ErrorCode, code);
        QFETCH(QByteArray, advice);
        EngineRig rig;
        QVERIFY(rig.start(EngineMode::Passive));
        QVERIFY(rig.add({}, u"# Kept\n"_s, false).isValid());
        QVERIFY(rig.stop());
        const QString store = rig.paths.store();
        QVERIFY(doHarm(store, harm));
        const QByteArray before = bytesOf(store);

        const auto started = rig.start();
        QVERIFY(!started);
        QCOMPARE(started.error().code, code);
        QVERIFY2(started.error().detail.toUtf8().contains(advice), qPrintable(started.error().detail));
        QVERIFY(bytesOf(store) == before);

        const QString spec = rig.repo.outside(u"spec.md"_s);
        QFile file(spec);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("# Another\n") > 0);
        file.close();
        for (const QStringList &arguments :
             {QStringList{u"list"_s}, QStringList{u"add"_s, spec}, QStringList{u"run"_s, u"--until-idle"_s}}) {
            Program command(rig, arguments);
            QCOMPARE(command.ends(), 6);
            const QByteArray errors = command.errors();
            QVERIFY2(errors.startsWith("docket: ") && errors.contains(advice), errors.constData());
            QVERIFY(bytesOf(store) == before);
        }
        Program json(rig, {u"list"_s, u"--json"_s});
        QCOMPARE(json.ends(), 6);
        QVERIFY(QJsonDocument::fromJson(json.output()).object().value(u"error"_s).toObject().contains(u"code"_s));
        Program doctor(rig, {u"doctor"_s});
        QCOMPARE(doctor.ends(), 6);
        QVERIFY(doctor.output().contains("damage"));
        QVERIFY(bytesOf(store) == before);
        QCOMPARE(QFileInfo(store + u"-wal"_s).size(), 0); // nothing waits to be written into it either
        QVERIFY(QDir(rig.paths.data + u"/backups"_s).isEmpty());
    }
};

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    TestBadStore test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_badstore.moc"
