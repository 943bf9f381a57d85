#pragma once

namespace kfdesk {

/// Deleter for what a C library made and its `function` frees: std::unique_ptr<BIO, FreeWith<BIO_free>>.
template <auto function>
struct FreeWith
{
    template <typename T>
    void operator()(T* object) const
    {
        function(object);
    }
};

} // namespace kfdesk
