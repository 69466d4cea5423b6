// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/shortcutsheet.h"

#include "widgets/common/actionregistry.h"
#include "widgets/common/appearance.h"
#include "widgets/common/primarybutton.h"

#include <QGridLayout>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace docket {

ShortcutSheet::ShortcutSheet(const ActionRegistry &registry, QWidget *parent) : QDialog(parent)
{
    setObjectName(u"shortcutSheet"_s);
    setWindowTitle(tr("Keyboard shortcuts"));
    auto *page = new QWidget;
    auto *columns = new QHBoxLayout(page);
    columns->setSpacing(36);
    columns->setContentsMargins(20, 20, 20, 20);
    QVBoxLayout *column = nullptr;
    int used = 0, total = 0;
    for (ActionRegistry::Group group : ActionRegistry::groups())
        total += int(registry.actions(group).size()) + 2;
    for (ActionRegistry::Group group : ActionRegistry::groups()) {
        const QList<QAction *> actions = registry.actions(group);
        if (actions.isEmpty())
            continue;
        if (!column || used > total / 3) {
            column = new QVBoxLayout;
            column->setSpacing(14);
            columns->addLayout(column, 1);
            used = 0;
        }
        used += int(actions.size()) + 2;
        auto *grid = new QGridLayout;
        grid->setHorizontalSpacing(16);
        grid->setVerticalSpacing(5);
        grid->setColumnStretch(1, 1);
        auto *title = new QLabel(ActionRegistry::title(group));
        QFont bold = title->font();
        bold.setBold(true);
        title->setFont(bold);
        grid->addWidget(title, 0, 0, 1, 2);
        int row = 1;
        for (const QAction *action : actions) {
            auto *keys = new QLabel(action->shortcut().toString(QKeySequence::NativeText));
            setTextColor(keys, toneColor(Tone::Accent, palette()));
            grid->addWidget(keys, row, 0);
            grid->addWidget(new QLabel(plainActionText(action)), row++, 1);
        }
        column->addLayout(grid);
    }
    for (int i = 0; i < columns->count(); ++i)
        static_cast<QVBoxLayout *>(columns->itemAt(i)->layout())->addStretch();

    auto *scroll = new QScrollArea;
    scroll->setObjectName(u"shortcutList"_s);
    scroll->setAccessibleName(windowTitle());
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(page);
    auto *close = new PrimaryButton(PrimaryButton::Look::Plain, tr("Close"));
    close->setObjectName(u"closeShortcuts"_s);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(scroll);
    layout->addWidget(close, 0, Qt::AlignRight);
    resize(page->sizeHint().width() + 60, std::min(page->sizeHint().height() + 90, 720));
}

} // namespace docket
