using System.ComponentModel.DataAnnotations;
using System.Text;

namespace LearningStudio.HostApi.Http;

/// <summary>Text that every database and client can hold: not blank, without NUL, without half a surrogate pair.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
internal sealed class PlainTextAttribute : ValidationAttribute
{
    public PlainTextAttribute()
        : base("The field {0} must not be blank and must not hold NUL or half a surrogate pair.") { }

    public override bool IsValid(object? value) =>
        value is null
        || (value is string text && !string.IsNullOrWhiteSpace(text) && !text.Contains('\0') && IsWellFormed(text));

    private static bool IsWellFormed(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out _, out int length) != System.Buffers.OperationStatus.Done)
            {
                return false;
            }

            text = text[length..];
        }

        return true;
    }
}
