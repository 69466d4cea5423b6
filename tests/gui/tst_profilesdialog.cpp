// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/profileform.h"
#include "app/gui/profilesdialog.h"
#include "helpers/fakeprofilebook.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>

#include <algorithm>

using namespace docket;
using namespace Qt::StringLiterals;

/** The editor of agents' profiles. */
class TestProfilesDialog : public QObject
{
    Q_OBJECT

    FakeProfileBook *m_book = nullptr;
    ProfilesDialog *m_dialog = nullptr;

    template<typename W>
    W *find(const QString &name) const
    {
        return m_dialog->findChild<W *>(name);
    }
    void press(const QString &name) const { QTest::mouseClick(find<QPushButton>(name), Qt::LeftButton); }
    QString said() const { return find<QLabel>(u"profileSaid"_s)->text(); }

private Q_SLOTS:
    void init()
    {
        m_book = new FakeProfileBook;
        m_dialog = new ProfilesDialog(*m_book, nullptr);
        m_dialog->show();
        QTRY_COMPARE(find<QListWidget>(u"profileList"_s)->count(), 2);
    }
    void cleanup()
    {
        delete m_dialog;
        delete m_book;
    }

    void itSaysWhatIsInstalled()
    {
        auto *list = find<QListWidget>(u"profileList"_s);
        QVERIFY(list->item(0)->text().contains(u"codex 1.2"_s));
        list->setCurrentRow(1);
        QCOMPARE(find<QLabel>(u"profileFound"_s)->text(), u"The program run it was not found."_s);
        QVERIFY(!find<QPushButton>(u"profileSave"_s)->isEnabled()); // nothing was changed
    }

    void aCommandKeepsItsArgumentsThroughTheLine()
    {
        for (const QStringList &command :
             {QStringList{u"a"_s, u"b c"_s, u"d\"e"_s, u"{prompt}"_s, u""_s},
              QStringList{u"x"_s, u"-c"_s, u"k=\"v w\""_s}, QStringList{u"C:\\a b\\"_s, u"\\"_s, u"{\"a\":[1, 2]}"_s}})
            QCOMPARE(ProfileForm::commandOf(ProfileForm::commandLine(command)), command);
        find<QListWidget>(u"profileList"_s)->setCurrentRow(1);
        QCOMPARE(ProfileForm::commandOf(find<QLineEdit>(u"profileCommand"_s)->text()), m_book->drafts[1].command);
    }

    void aChangeIsSaved()
    {
        find<QListWidget>(u"profileList"_s)->setCurrentRow(1);
        find<QLineEdit>(u"profileModel"_s)->setText(u"big"_s);
        find<QPlainTextEdit>(u"profileEnvironment"_s)->setPlainText(u"A=b\nnonsense\nC=d=e\n"_s);
        QTRY_VERIFY(find<QPushButton>(u"profileSave"_s)->isEnabled());
        press(u"profileSave"_s);
        QTRY_COMPARE(m_book->saved.size(), 1);
        QCOMPARE(m_book->saved[0].name, u"mine"_s);
        QCOMPARE(m_book->saved[0].model, u"big"_s);
        QCOMPARE(m_book->saved[0].environment, (QStringList{u"A=b"_s, u"C=d=e"_s}));
        QTRY_VERIFY(!find<QPushButton>(u"profileSave"_s)->isEnabled());
    }

    void aNewOneIsAddedUnderAFreeName()
    {
        press(u"profileDuplicate"_s);
        QCOMPARE(find<QLineEdit>(u"profileName"_s)->text(), u"codex-2"_s);
        QVERIFY(!find<QLineEdit>(u"profileName"_s)->isReadOnly());
        find<QLineEdit>(u"profileName"_s)->setText(u"mine"_s);
        QVERIFY(!find<QPushButton>(u"profileSave"_s)->isEnabled());
        QVERIFY(said().contains(u"already"_s));
        find<QLineEdit>(u"profileName"_s)->setText(u"codex-work"_s);
        press(u"profileSave"_s);
        QTRY_COMPARE(m_book->saved.size(), 1);
        QCOMPARE(m_book->saved[0].basedOn, u"codex"_s);
        QTRY_COMPARE(find<QListWidget>(u"profileList"_s)->count(), 3);
        QTRY_VERIFY(find<QLineEdit>(u"profileName"_s)->isReadOnly());
    }

    void onlyOnesOwnCanBeRemoved()
    {
        QVERIFY(!find<QPushButton>(u"profileRemove"_s)->isEnabled());
        find<QListWidget>(u"profileList"_s)->setCurrentRow(1);
        QVERIFY(find<QPushButton>(u"profileRemove"_s)->isEnabled());
        press(u"profileRemove"_s);
        QTRY_COMPARE(m_book->removed, QStringList{u"mine"_s});
        QTRY_COMPARE(find<QListWidget>(u"profileList"_s)->count(), 1);
    }

    void changesAreDroppedOnlyWhenThatIsSaid()
    {
        auto *list = find<QListWidget>(u"profileList"_s);
        find<QLineEdit>(u"profileModel"_s)->setText(u"big"_s);
        QVERIFY(!list->isEnabled()); // another one would take the place of what was written
        press(u"profileDrop"_s);
        QVERIFY(list->isEnabled());
        QCOMPARE(find<QLineEdit>(u"profileModel"_s)->text(), QString());
        press(u"profileAdd"_s);
        QCOMPARE(list->count(), 3);
        press(u"profileDrop"_s);
        QCOMPARE(list->count(), 2);
        QVERIFY(m_book->saved.isEmpty());
    }

    void aTestShowsWhatItFound()
    {
        press(u"profileTest"_s);
        QTRY_VERIFY(said().contains(u"It is Codex."_s));
        find<QListWidget>(u"profileList"_s)->setCurrentRow(1);
        QVERIFY(said().isEmpty());
        press(u"profileTest"_s);
        QTRY_VERIFY(said().startsWith(u"Problem"_s));
    }

    void whatFailsIsSaidAndNothingIsLost()
    {
        find<QLineEdit>(u"profileModel"_s)->setText(u"big"_s);
        m_book->failNext = true;
        press(u"profileSave"_s);
        QTRY_VERIFY(said().contains(u"The disk is full"_s));
        QCOMPARE(find<QLineEdit>(u"profileModel"_s)->text(), u"big"_s);
        Q_EMIT m_book->changed(); // found in the background
        QTest::qWait(20);
        QCOMPARE(find<QLineEdit>(u"profileModel"_s)->text(), u"big"_s);
    }

    void leavingWithChangesIsAskedAboutOnce()
    {
        m_dialog->setAttribute(Qt::WA_DeleteOnClose, false);
        find<QLineEdit>(u"profileModel"_s)->setText(u"big"_s);
        m_dialog->reject();
        QVERIFY(m_dialog->isVisible());
        QVERIFY(said().contains(u"not saved"_s));
        m_dialog->reject();
        QVERIFY(!m_dialog->isVisible());
    }

    void everyControlHasANameAndThePromptIsForCommandsOnly()
    {
        const auto widgets = m_dialog->findChildren<QWidget *>();
        for (const QWidget *widget : widgets) {
            if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible()
                || qobject_cast<const QAbstractButton *>(widget) || qobject_cast<const QLabel *>(widget)
                || widget->objectName().startsWith(u"qt_"_s))
                continue;
            QVERIFY2(!widget->accessibleName().isEmpty(),
                     qPrintable(widget->objectName() + QLatin1StringView(widget->metaObject()->className())));
        }
        QVERIFY(!find<QComboBox>(u"profilePromptMode"_s)->isEnabled());
        find<QListWidget>(u"profileList"_s)->setCurrentRow(1);
        QVERIFY(find<QComboBox>(u"profilePromptMode"_s)->isEnabled());
    }
};

QTEST_MAIN(TestProfilesDialog)
#include "tst_profilesdialog.moc"
