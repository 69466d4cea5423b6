// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "highlight/languages.h"

#include "core/logging.h"

#include <dlfcn.h>

namespace docket::highlight {

namespace {

LanguagesFunction languages()
{
    static const auto function = []() -> LanguagesFunction {
        // By its name alone: the program knows the folder, beside it when it is installed and in the build tree.
        void *module = ::dlopen("docket-languages.so", RTLD_LAZY | RTLD_LOCAL);
        void *symbol = module ? ::dlsym(module, languagesFunction) : nullptr;
        if (!symbol)
            qCWarning(logApp) << "texts have no colours:" << ::dlerror();
        return reinterpret_cast<LanguagesFunction>(symbol);
    }();
    return function;
}

} // namespace

void loadLanguages()
{
    (void)languages();
}

std::unique_ptr<Languages> makeLanguages()
{
    const LanguagesFunction make = languages();
    return std::unique_ptr<Languages>(make ? make() : nullptr);
}

} // namespace docket::highlight
