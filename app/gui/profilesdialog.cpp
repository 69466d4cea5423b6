// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/profilesdialog.h"

#include "app/gui/profileform.h"
#include "widgets/common/appearance.h"
#include "widgets/common/primarybutton.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QShortcut>
#include <QSignalBlocker>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace docket {

namespace {

PrimaryButton *button(PrimaryButton::Look look, const QString &text, const QString &objectName)
{
    auto *made = new PrimaryButton(look, text);
    made->setObjectName(objectName);
    return made;
}

QLabel *sentence(const QString &objectName)
{
    auto *label = new QLabel;
    label->setObjectName(objectName);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

} // namespace

ProfilesDialog::ProfilesDialog(ProfileBook &book, QWidget *parent)
    : QDialog(parent), m_book(book), m_list(new QListWidget), m_form(new ProfileForm),
      m_found(sentence(u"profileFound"_s)), m_said(sentence(u"profileSaid"_s)),
      m_add(button(PrimaryButton::Look::Plain, tr("&Add"), u"profileAdd"_s)),
      m_duplicate(button(PrimaryButton::Look::Plain, tr("D&uplicate"), u"profileDuplicate"_s)),
      m_remove(button(PrimaryButton::Look::Plain, tr("R&emove"), u"profileRemove"_s)),
      m_test(button(PrimaryButton::Look::Plain, tr("&Test"), u"profileTest"_s)),
      m_drop(button(PrimaryButton::Look::Plain, tr("&Drop changes"), u"profileDrop"_s)),
      m_save(button(PrimaryButton::Look::Prominent, tr("Sa&ve"), u"profileSave"_s))
{
    setObjectName(u"profilesDialog"_s);
    setWindowTitle(tr("Agents"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_list->setObjectName(u"profileList"_s);
    m_list->setAccessibleName(tr("Agents"));
    m_list->setMinimumWidth(260);
    m_test->setToolTip(tr("Starts the program and waits for its first answer; no prompt is sent"));
    auto *close = button(PrimaryButton::Look::Plain, tr("Back"), u"profilesClose"_s);

    auto *underList = new QHBoxLayout;
    underList->addWidget(m_add);
    underList->addWidget(m_duplicate);
    underList->addWidget(m_remove);
    auto *left = new QVBoxLayout;
    left->addWidget(m_list, 1);
    left->addLayout(underList);
    auto *underForm = new QHBoxLayout;
    underForm->addWidget(m_test);
    underForm->addStretch();
    underForm->addWidget(close);
    underForm->addWidget(m_drop);
    underForm->addWidget(m_save);
    auto *right = new QVBoxLayout;
    right->setSpacing(12);
    right->addWidget(m_form);
    right->addWidget(m_found);
    right->addWidget(m_said);
    right->addStretch();
    right->addLayout(underForm);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(20, 16, 20, 16);
    layout->setSpacing(20);
    layout->addLayout(left, 1);
    layout->addLayout(right, 2);

    connect(m_list, &QListWidget::currentRowChanged, this, &ProfilesDialog::showCurrent);
    connect(m_form, &ProfileForm::edited, this, [this] {
        m_isChanged = true;
        m_wasAsked = false;
        showState();
    });
    connect(m_add, &QPushButton::clicked, this,
            [this] { add({.title = tr("New agent"), .protocol = u"acp"_s, .promptMode = u"stdin"_s}); });
    connect(m_duplicate, &QPushButton::clicked, this, [this] { add(m_form->draft()); });
    connect(m_remove, &QPushButton::clicked, this, &ProfilesDialog::removeCurrent);
    connect(m_test, &QPushButton::clicked, this, &ProfilesDialog::test);
    connect(m_drop, &QPushButton::clicked, this, &ProfilesDialog::dropChanges);
    connect(m_save, &QPushButton::clicked, this, &ProfilesDialog::save);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(new QShortcut(QKeySequence::Save, this), &QShortcut::activated, m_save, &QPushButton::click);
    connect(&m_book, &ProfileBook::changed, this, [this] {
        if (!m_isChanged) // never under somebody's hands
            reload(current() ? current()->name : QString());
    });
    reload();
}

const ProfileDraft *ProfilesDialog::current() const
{
    const int row = m_list->currentRow();
    return row >= 0 && row < m_drafts.size() ? &m_drafts[row] : nullptr;
}

void ProfilesDialog::reload(const QString &select)
{
    m_wanted = select;
    m_book.load(this, [this](const Result<QList<ProfileDraft>> &drafts) {
        if (!drafts) {
            say(false, drafts.error().text());
            return;
        }
        if (m_isChanged)
            return;
        m_drafts = *drafts;
        m_isNew = false;
        fill();
    });
}

void ProfilesDialog::fill()
{
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    int row = 0;
    for (const ProfileDraft &draft : std::as_const(m_drafts)) {
        const QString state = draft.program.isEmpty() ? tr("not found")
            : draft.version.isEmpty()                 ? tr("found")
                                                      : draft.version;
        auto *item = new QListWidgetItem(u"%1\n%2"_s.arg(draft.title, state), m_list);
        item->setSizeHint({0, 2 * m_list->fontMetrics().height() + 12});
        item->setData(Qt::AccessibleTextRole, tr("%1, %2").arg(draft.title, state));
        if (draft.program.isEmpty())
            item->setForeground(quietText(palette()));
        if (draft.name == m_wanted)
            row = m_list->count() - 1;
    }
    m_list->setCurrentRow(row);
    showCurrent();
}

void ProfilesDialog::showCurrent()
{
    const ProfileDraft *draft = current();
    if (!draft)
        return;
    const bool isNew = m_isNew && draft == &m_drafts.last();
    m_isChanged = isNew;
    m_wasAsked = false;
    ++m_tests;
    m_form->show(*draft, isNew);
    m_found->setText(draft->problem.isEmpty()
                         ? draft->program.isEmpty() ? QString() : tr("Found at %1.").arg(draft->program)
                         : draft->problem);
    m_said->clear();
    showState();
}

void ProfilesDialog::showState()
{
    const ProfileDraft shown = m_form->draft();
    const ProfileDraft *draft = current();
    const auto others = m_isNew ? m_drafts.first(m_drafts.size() - 1) : QList<ProfileDraft>();
    const bool isTaken = std::ranges::find(others, shown.name, &ProfileDraft::name) != others.end();
    const bool isWhole = !shown.name.isEmpty() && !shown.command.isEmpty() && !isTaken;
    m_save->setEnabled(m_isChanged && isWhole);
    m_test->setEnabled(isWhole);
    m_list->setEnabled(!m_isChanged);
    m_add->setEnabled(!m_isChanged);
    m_duplicate->setEnabled(draft && !m_isChanged);
    m_remove->setEnabled(draft && draft->isOwn && !m_isChanged);
    m_drop->setEnabled(m_isChanged);
    m_remove->setText(draft && draft->isOwn && draft->isShipped ? tr("R&eset") : tr("R&emove"));
    if (isTaken)
        say(false, tr("There is an agent of this name already; choose another one."));
}

QString ProfilesDialog::freeName(const QString &wanted) const
{
    QString name = wanted;
    for (int number = 2; std::ranges::find(m_drafts, name, &ProfileDraft::name) != m_drafts.end(); ++number)
        name = u"%1-%2"_s.arg(wanted).arg(number);
    return name;
}

void ProfilesDialog::add(const ProfileDraft &from)
{
    ProfileDraft draft = from;
    draft.basedOn = from.name;
    draft.name = freeName(from.name.isEmpty() ? u"my-agent"_s : from.name);
    draft.isOwn = draft.isShipped = false;
    draft.program.clear();
    draft.version.clear();
    draft.problem.clear();
    m_drafts.append(draft);
    m_isNew = true;
    m_wanted = draft.name;
    fill();
    m_form->focusName();
}

void ProfilesDialog::save()
{
    const ProfileDraft draft = m_form->draft();
    m_book.save(draft, this, [this, name = draft.name](const Result<void> &saved) {
        if (!saved) {
            say(false, saved.error().text());
            return;
        }
        m_isChanged = false;
        m_isNew = false;
        reload(name);
    });
}

void ProfilesDialog::removeCurrent()
{
    const ProfileDraft *draft = current();
    if (!draft)
        return;
    m_book.remove(draft->name, this, [this, name = draft->name](const Result<void> &removed) {
        m_isChanged = false;
        if (removed)
            reload(name);
        else
            say(false, removed.error().text());
    });
}

void ProfilesDialog::dropChanges()
{
    m_wanted = current() ? current()->name : QString();
    if (m_isNew) {
        m_drafts.removeLast();
        m_wanted = m_drafts.isEmpty() ? QString() : m_drafts.last().name;
    }
    m_isNew = false;
    m_isChanged = false;
    fill();
    m_list->setFocus();
}

void ProfilesDialog::test()
{
    say(true, tr("Starting it \u2026"));
    m_book.check(m_form->draft(), this, [this, number = ++m_tests](const Result<ProfileHealth> &health) {
        if (number != m_tests)
            return;
        if (health)
            say(health->isGood, health->text);
        else
            say(false, health.error().text());
    });
}

void ProfilesDialog::say(bool isGood, const QString &text)
{
    // The word, not only the colour, says which it is.
    m_said->setText(isGood ? text : tr("Problem: %1").arg(text));
    setTextColor(m_said, isGood ? palette().color(QPalette::WindowText) : toneColor(Tone::Danger, palette()));
}

void ProfilesDialog::reject()
{
    if (m_isChanged && !m_wasAsked) {
        m_wasAsked = true;
        say(false, tr("This agent has changes that were not saved. Save them, or press Back once more to drop them."));
        return;
    }
    QDialog::reject();
}

} // namespace docket
