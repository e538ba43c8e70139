using System.Reflection;
using System.Reflection.Emit;
using System.Text.Json;
using System.Text.Json.Serialization;
using LearningStudio.Caching.Wire;

namespace LearningStudio.Caching.Tests.Values;

public sealed class SchemaFingerprintTests
{
    // Entities that know each other, as many ORMs make them: every class refers to all others.
    [Theory]
    [InlineData(20)]
    [InlineData(60)]
    public void TypesThatAllReferToEachOther_TakeNoTime(int count)
    {
        Type first = NewTypes(count);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Compute(first).ShouldNotBe(0UL);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(50_000_000);
    }

    [Fact]
    public void MembersOfAnEnum_ArePartOfTheShape()
    {
        Compute(NewEnum("Hidden", "Deleted")).ShouldBe(Compute(NewEnum("Hidden", "Deleted")));
        Compute(NewEnum("Hidden", "Deleted")).ShouldNotBe(Compute(NewEnum("Deleted", "Hidden")), "renumbered");
        Compute(NewEnum("Hidden", "Deleted")).ShouldNotBe(Compute(NewEnum("Hidden", "Removed")), "renamed");
    }

    // Written as text, the numbers behind the names are nobody's concern.
    [Fact]
    public void EnumThatIsWrittenAsText_MayBeRenumbered()
    {
        var options = new JsonSerializerOptions { Converters = { new JsonStringEnumConverter() } };

        Compute(NewEnum("Hidden", "Deleted"), options).ShouldBe(Compute(NewEnum("Deleted", "Hidden"), options));
        Compute(NewEnum("Hidden", "Deleted"), options)
            .ShouldNotBe(Compute(NewEnum("Hidden", "Deleted")), "another form");
    }

    [Fact]
    public void IgnoredMember_IsNoPartOfTheShape()
    {
        Compute(typeof(WithoutIt)).ShouldBe(Compute(typeof(Ignoring)));
        Compute(typeof(WithoutIt)).ShouldNotBe(Compute(typeof(Converting)), "what its converter writes, nobody knows");
    }

    private static ulong Compute(Type type, JsonSerializerOptions? options = null)
    {
        options ??= JsonSerializerOptions.Default;
        options.MakeReadOnly(populateMissingResolver: true);
        return SchemaFingerprint.Compute(options.GetTypeInfo(type));
    }

    // Types of one name, as two deployments have them.
    private static Type NewEnum(params string[] members)
    {
        EnumBuilder type = AssemblyBuilder
            .DefineDynamicAssembly(new AssemblyName("Deployment"), AssemblyBuilderAccess.Run)
            .DefineDynamicModule("main")
            .DefineEnum("State", TypeAttributes.Public, typeof(int));
        for (int i = 0; i < members.Length; i++)
        {
            type.DefineLiteral(members[i], i + 1);
        }

        return type.CreateType();
    }

    private static Type NewTypes(int count)
    {
        ModuleBuilder module = AssemblyBuilder
            .DefineDynamicAssembly(new AssemblyName($"Entities{count}"), AssemblyBuilderAccess.Run)
            .DefineDynamicModule("main");
        TypeBuilder[] types =
        [
            .. Enumerable.Range(0, count).Select(i => module.DefineType($"Entity{i}", TypeAttributes.Public)),
        ];
        foreach (TypeBuilder type in types)
        {
            foreach (TypeBuilder other in types)
            {
                Define(type, other);
            }
        }

        return types.Select(type => type.CreateType()).ToArray()[0];
    }

    private static void Define(TypeBuilder type, TypeBuilder other)
    {
        FieldBuilder field = type.DefineField($"_{other.Name}", other, FieldAttributes.Private);
        MethodBuilder getter = type.DefineMethod(
            $"get_{other.Name}",
            MethodAttributes.Public | MethodAttributes.SpecialName,
            other,
            Type.EmptyTypes
        );
        ILGenerator code = getter.GetILGenerator();
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Ldfld, field);
        code.Emit(OpCodes.Ret);
        type.DefineProperty(other.Name, PropertyAttributes.None, other, null).SetGetMethod(getter);
    }

    private sealed class WithoutIt
    {
        public int Kept { get; set; }
    }

    private sealed class Ignoring
    {
        public int Kept { get; set; }

        [JsonIgnore]
        public string? Left { get; set; }
    }

    private sealed class Converting
    {
        [JsonConverter(typeof(Text))]
        public int Kept { get; set; }
    }

    private sealed class Text : JsonConverter<int>
    {
        public override int Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetInt32();

        public override void Write(Utf8JsonWriter writer, int value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(value);
    }
}
