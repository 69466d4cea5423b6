// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/budgetdialog.h"

#include "widgets/common/primarybutton.h"
#include "widgets/common/words.h"

#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QLocale>
#include <QSpinBox>

using namespace Qt::StringLiterals;

namespace docket {

BudgetDialog::BudgetDialog(const Budget &budget, const Spent &spent, QWidget *parent)
    : QDialog(parent), m_cost(new QDoubleSpinBox), m_tokens(new QSpinBox), m_minutes(new QSpinBox),
      m_turns(new QSpinBox)
{
    setObjectName(u"budgetDialog"_s);
    setWindowTitle(tr("Budget"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *sentence = new QLabel(tr("For all rounds of this task together. Docket warns at 80 % and asks the agent to "
                                   "stop at 100 %; the work is kept. "
                                   "So far: %1.")
                                    .arg(Words::spent(spent)));
    sentence->setTextFormat(Qt::PlainText);
    sentence->setWordWrap(true);
    m_cost->setObjectName(u"budgetCost"_s);
    m_cost->setAccessibleName(tr("Cost in US dollars"));
    m_cost->setRange(0, 100000);
    m_cost->setPrefix(u"$ "_s);
    m_cost->setValue(budget.costUsd.value_or(0));
    m_tokens->setObjectName(u"budgetTokens"_s);
    m_tokens->setAccessibleName(tr("Tokens, in thousands"));
    m_tokens->setRange(0, 1000000);
    m_tokens->setSuffix(tr(" thousand"));
    m_tokens->setValue(int((budget.tokens.value_or(0) + 999) / 1000));
    m_minutes->setObjectName(u"budgetMinutes"_s);
    m_minutes->setAccessibleName(tr("Time in minutes"));
    m_minutes->setRange(0, 100000);
    m_minutes->setSuffix(tr(" min"));
    m_minutes->setValue(budget.minutes.value_or(0));
    m_turns->setObjectName(u"budgetTurns"_s);
    m_turns->setAccessibleName(tr("Turns"));
    m_turns->setRange(0, 100000);
    m_turns->setValue(budget.turns.value_or(0));
    for (QAbstractSpinBox *field : std::initializer_list<QAbstractSpinBox *>{m_cost, m_tokens, m_minutes, m_turns})
        field->setSpecialValueText(tr("No limit"));

    auto *form = new QFormLayout;
    form->setVerticalSpacing(10);
    form->setHorizontalSpacing(14);
    form->addRow(tr("&Cost"), m_cost);
    form->addRow(tr("&Tokens"), m_tokens);
    form->addRow(tr("T&ime"), m_minutes);
    form->addRow(tr("T&urns"), m_turns);
    auto *cancel = new PrimaryButton(PrimaryButton::Look::Plain, tr("Back"));
    cancel->setObjectName(u"budgetCancel"_s);
    auto *confirm = new PrimaryButton(PrimaryButton::Look::Prominent, tr("Set the budget"));
    confirm->setObjectName(u"budgetConfirm"_s);
    confirm->setDefault(true);
    auto *row = new QHBoxLayout;
    row->addStretch();
    row->addWidget(cancel);
    row->addWidget(confirm);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(16);
    layout->addWidget(sentence);
    layout->addLayout(form);
    layout->addLayout(row);
    connect(confirm, &QPushButton::clicked, this, [this] {
        Q_EMIT confirmed(this->budget());
        accept();
    });
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    resize(420, sizeHint().height());
    m_cost->setFocus();
}

Budget BudgetDialog::budget() const
{
    Budget budget;
    if (m_cost->value() > 0)
        budget.costUsd = m_cost->value();
    if (m_tokens->value() > 0)
        budget.tokens = qint64(m_tokens->value()) * 1000;
    if (m_minutes->value() > 0)
        budget.minutes = m_minutes->value();
    if (m_turns->value() > 0)
        budget.turns = m_turns->value();
    return budget;
}

} // namespace docket
