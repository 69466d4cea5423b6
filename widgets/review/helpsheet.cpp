// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/helpsheet.h"

#include "widgets/review/diffactions.h"

#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace docket {

namespace {

QLabel *keyLabel(const QAction *action)
{
    QStringList keys;
    for (const QKeySequence &key : action->shortcuts())
        keys += key.toString(QKeySequence::NativeText);
    auto *label = new QLabel(keys.join(u"   "_s));
    QFont bold = label->font();
    bold.setWeight(QFont::DemiBold);
    label->setFont(bold);
    label->setTextFormat(Qt::PlainText);
    label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    return label;
}

} // namespace

HelpSheet::HelpSheet(const DiffActions &actions, QWidget *parent) : QDialog(parent)
{
    setObjectName(u"reviewHelp"_s);
    setWindowTitle(tr("Keys of the review"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *columns = new QHBoxLayout;
    columns->setSpacing(36);
    QVBoxLayout *column = nullptr;
    for (const auto group : DiffActions::groups) {
        if (!column || group == DiffActions::Group::Comment || group == DiffActions::Group::Show) {
            column = new QVBoxLayout;
            column->setSpacing(6); // not that between the columns
            columns->addLayout(column);
        }
        auto *title = new QLabel(DiffActions::groupTitle(group));
        QFont heading = title->font();
        heading.setPointSizeF(heading.pointSizeF() * 1.15);
        heading.setWeight(QFont::DemiBold);
        title->setFont(heading);
        title->setTextFormat(Qt::PlainText);
        column->addWidget(title);
        auto *grid = new QGridLayout;
        grid->setHorizontalSpacing(18);
        grid->setVerticalSpacing(5);
        int row = 0;
        for (const QAction *action : actions.of(group)) {
            auto *text = new QLabel(action->text());
            text->setTextFormat(Qt::PlainText);
            grid->addWidget(text, row, 0);
            grid->addWidget(keyLabel(action), row++, 1);
        }
        column->addLayout(grid);
        column->addSpacing(12);
    }
    for (int i = 0; i < columns->count(); ++i)
        static_cast<QVBoxLayout *>(columns->itemAt(i)->layout())->addStretch();
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(22, 18, 22, 14);
    layout->addLayout(columns, 1);
    layout->addWidget(buttons);
}

} // namespace docket
