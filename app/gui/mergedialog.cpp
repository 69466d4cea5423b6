// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/mergedialog.h"

#include "items/plaintext.h"
#include "widgets/common/appearance.h"
#include "widgets/common/icons.h"
#include "widgets/common/primarybutton.h"
#include "widgets/common/words.h"

#include <QComboBox>
#include <QFontDatabase>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace docket {

MergeDialog::MergeDialog(Workbench &workbench, const Task &task, QWidget *parent)
    : QDialog(parent), m_workbench(workbench), m_task(task.id), m_strategy(new QComboBox), m_sentence(new QLabel),
        m_text(new QPlainTextEdit), m_note(new QLineEdit),
      m_merge(new PrimaryButton(PrimaryButton::Look::Prominent, tr("Merge"))),
      m_handBack(new PrimaryButton(PrimaryButton::Look::Plain, tr("Hand the conflicts to the agent")))
{
    setObjectName(u"mergeDialog"_s);
    setWindowTitle(tr("Merge"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_strategy->setObjectName(u"mergeStrategy"_s);
    m_strategy->setAccessibleName(tr("How to merge"));
    for (MergeStrategy strategy : {MergeStrategy::MergeCommit, MergeStrategy::Squash, MergeStrategy::FastForward})
        m_strategy->addItem(Words::strategy(strategy), int(strategy));
    m_strategy->setCurrentIndex(m_strategy->findData(int(task.strategy)));
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setWordWrap(true);
    m_sentence->setText(tr("Looking whether it merges\u2026"));
    m_text->setObjectName(u"mergeText"_s);
    m_text->setAccessibleName(tr("Commit message, or the paths in conflict"));
    m_text->setReadOnly(true);
    m_text->setTabChangesFocus(true);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_note->setObjectName(u"mergeNote"_s);
    m_note->setAccessibleName(tr("Why it is merged all the same"));
    m_note->setPlaceholderText(tr("Why it is merged all the same; recorded and written into the commit"));
    m_note->hide();
    m_merge->setObjectName(u"mergeConfirm"_s);
    m_merge->setIcon(icon(u"merge"_s));
    m_merge->setEnabled(false);
    m_handBack->setObjectName(u"mergeHandBack"_s);
    m_handBack->hide();
    auto *cancel = new PrimaryButton(PrimaryButton::Look::Plain, tr("Back"));
    cancel->setObjectName(u"mergeCancel"_s);
    auto *label = new QLabel(tr("&How"));
    label->setBuddy(m_strategy);
    auto *how = new QHBoxLayout;
    how->addWidget(label);
    how->addWidget(m_strategy, 1);
    auto *row = new QHBoxLayout;
    row->addWidget(m_handBack);
    row->addStretch();
    row->addWidget(cancel);
    row->addWidget(m_merge);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(12);
    layout->addLayout(how);
    layout->addWidget(m_sentence);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_note);
    layout->addLayout(row);
    resize(640, 440);

    connect(m_strategy, &QComboBox::activated, this, &MergeDialog::load);
    connect(m_note, &QLineEdit::textChanged, this, &MergeDialog::updateMerge);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_merge, &QPushButton::clicked, this, [this] {
        Q_EMIT mergeChosen(MergeStrategy(m_strategy->currentData().toInt()),
                           m_needsNote ? m_note->text().trimmed() : QString());
        accept();
    });
    connect(m_handBack, &QPushButton::clicked, this, [this] {
        Q_EMIT handBackChosen();
        accept();
    });
    load();
}

void MergeDialog::load()
{
    const quint64 generation = ++m_generation;
    m_merges = m_needsNote = false;
    updateMerge();
    m_workbench.previewMerge(m_task, MergeStrategy(m_strategy->currentData().toInt()), this,
                             [this, generation](const Result<MergePreview> &preview) {
        if (generation != m_generation)
            return;
        if (preview)
            showPreview(*preview);
        else
            m_sentence->setText(Words::error(preview.error()));
    });
}

void MergeDialog::updateMerge()
{
    m_note->setVisible(m_needsNote);
    m_merge->setText(m_needsNote ? tr("Merge all the same") : tr("Merge"));
    m_merge->setEnabled(m_merges || (m_needsNote && !m_note->text().trimmed().isEmpty()));
}

void MergeDialog::showPreview(const MergePreview &preview)
{
    if (!m_strategiesKnown && !preview.possible.isEmpty()) {
        m_strategiesKnown = true;
        for (int row = m_strategy->count() - 1; row >= 0; --row) {
            if (!preview.possible.contains(MergeStrategy(m_strategy->itemData(row).toInt())))
                m_strategy->removeItem(row);
        }
    }
    const bool conflicts = !preview.conflicts.isEmpty();
    const bool merges = !conflicts && preview.refusal.isEmpty();
    const Tone tone = conflicts ? Tone::Danger : merges ? Tone::Success : Tone::Warning;
    if (conflicts)
        m_sentence->setText(tr("%n file(s) were changed on both sides. Nothing was written.", nullptr,
                               int(preview.conflicts.size())));
    else
        m_sentence->setText(merges
                            ? tr("It merges into %1 without conflicts, with this message:").arg(preview.baseBranch)
                                : visibleText(preview.refusal));
    setTextColor(m_sentence, toneColor(tone, palette()));
    m_text->setPlainText(visibleText(conflicts ? preview.conflicts.join(u'\n') : preview.message));
    m_handBack->setVisible(conflicts);
    m_merges = merges;
    m_needsNote = !conflicts && preview.needsNote;
    updateMerge();
    if (m_needsNote)
        m_note->setFocus();
    else if (merges)
        m_merge->setFocus();
}

} // namespace docket
