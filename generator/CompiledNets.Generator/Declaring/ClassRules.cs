using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static CompiledNets.Generator.Analysis.DiagnosticDescriptors;

namespace CompiledNets.Generator.Declaring;

/// <summary>What the class of a net must be, so that a generated half can stand beside the user's.</summary>
internal static class ClassRules
{
    /// <summary>Checks the class itself: its kind, its place and its name.</summary>
    public static void CheckClass(INamedTypeSymbol type, FaultSink faults, CancellationToken cancellation)
    {
        if (!IsPartial(type, cancellation))
            faults.Report(NotPartial, Site.Class, type.Name);
        for (INamedTypeSymbol? outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            if (!IsPartial(outer, cancellation))
                faults.Report(ContainingTypeNotPartial, Site.Class, type.Name, outer.Name, TypeIdentity.Keyword(outer));
        }

        for (INamedTypeSymbol? generic = type; generic is not null; generic = generic.ContainingType)
        {
            if (generic.TypeParameters.Length > 0)
            {
                faults.Report(Generic, Site.Class, type.Name, generic.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat));
                break;
            }
        }

        if (Unsuitable(type, cancellation) is { } unsuitable)
            faults.Report(UnsuitableClass, Site.Class, type.Name, unsuitable);
        if (GeneratedMembers.Contains(type.Name, NetReader.IsRecurrent(type)))
            faults.Report(ReservedName, Site.Class, type.Name, "a member that is generated into it");
        if (type is { Name: "System" or "CompiledNets", ContainingType: null, ContainingNamespace.IsGlobalNamespace: true })
            faults.Report(ReservedName, Site.Class, type.Name, "a namespace that its code uses");
        LanguageVersion language = type.DeclaringSyntaxReferences.Select(reference => reference.SyntaxTree.Options)
            .OfType<CSharpParseOptions>().Select(options => options.LanguageVersion).DefaultIfEmpty(LanguageVersion.CSharp11).Min();
        if (language < LanguageVersion.CSharp11)
            faults.Report(LanguageTooOld, Site.Class, type.Name, language.ToDisplayString());
    }

    /// <summary>Checks what the user's half declares and inherits against what will be generated. Constructors are not inherited.</summary>
    public static void CheckMembers(INamedTypeSymbol type, GeneratedMembers generated, FaultSink faults, CancellationToken cancellation)
    {
        System.Collections.Immutable.ImmutableArray<ISymbol> members = type.GetMembers();
        for (int i = 0; i < members.Length; i++)
        {
            if (!IsWrittenByUser(members[i], cancellation))
                continue;
            if (generated.CollideWith(members[i]))
                faults.Report(MemberCollision, Site.OfMember(i), type.Name, Display(members[i]));
            else if (members[i] is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor && !CallsAnother(constructor, cancellation))
                faults.Report(ConstructorNotChained, Site.OfMember(i), type.Name);
        }

        for (INamedTypeSymbol? ancestor = type.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
        {
            if (!NetReader.IsNet(ancestor) && ancestor.GetMembers().FirstOrDefault(member =>
                member is not IMethodSymbol { MethodKind: MethodKind.Constructor } && IsInherited(member, type) && generated.CollideWith(member)) is { } inherited)
                faults.Report(InheritedCollision, Site.Class, type.Name, Display(inherited), ancestor.Name);
        }
    }

    private static string? Unsuitable(INamedTypeSymbol type, CancellationToken cancellation) => type switch
    {
        { TypeKind: not TypeKind.Class } => type.TypeKind is TypeKind.Enum or TypeKind.Interface ? $"an {Lower(type.TypeKind)}" : $"a {Lower(type.TypeKind)}",
        { IsStatic: true } => "static",
        { IsAbstract: true } => "abstract",
        { IsRecord: true } => "a record",
        _ when IsLocalToFile(type) => "local to its file",
        _ when type.InstanceConstructors.Any(constructor => IsPrimary(constructor, cancellation)) => "declared with a primary constructor",
        _ when Ancestors(type).FirstOrDefault(NetReader.IsNet) is { } net => $"derived from the net '{net.Name}'",
        { BaseType: { TypeKind: TypeKind.Class } ancestor } when !HasSimpleConstructor(ancestor, type) =>
            $"derived from '{ancestor.Name}', which has no constructor that it could call without arguments",
        _ => null,
    };

    private static string Lower(TypeKind kind) => kind.ToString().ToLowerInvariant();

    private static IEnumerable<INamedTypeSymbol> Ancestors(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? ancestor = type.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
            yield return ancestor;
    }

    private static bool IsLocalToFile(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? outer = type; outer is not null; outer = outer.ContainingType)
        {
            if (outer.IsFileLocal)
                return true;
        }

        return false;
    }

    private static bool HasSimpleConstructor(INamedTypeSymbol ancestor, INamedTypeSymbol type) => ancestor.InstanceConstructors.Any(constructor =>
        IsInherited(constructor, type) && constructor.Parameters.All(parameter => parameter.IsOptional || parameter.IsParams));

    /// <summary>Whether a member of a base class can be seen in <paramref name="type"/>.</summary>
    private static bool IsInherited(ISymbol member, INamedTypeSymbol type) => member.DeclaredAccessibility switch
    {
        Accessibility.Private => false,
        Accessibility.Internal or Accessibility.ProtectedAndInternal =>
            SymbolEqualityComparer.Default.Equals(member.ContainingAssembly, type.ContainingAssembly)
            || member.ContainingAssembly.GivesAccessTo(type.ContainingAssembly),
        _ => true,
    };

    private static bool IsPartial(INamedTypeSymbol type, CancellationToken cancellation) => type.DeclaringSyntaxReferences.All(reference =>
        reference.GetSyntax(cancellation) is TypeDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword));

    private static bool IsPrimary(IMethodSymbol constructor, CancellationToken cancellation) =>
        constructor.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax(cancellation) is TypeDeclarationSyntax);

    /// <summary>Whether a constructor calls another one of its class: in the end, the generated one.</summary>
    private static bool CallsAnother(IMethodSymbol constructor, CancellationToken cancellation) => constructor.DeclaringSyntaxReferences.All(reference =>
        reference.GetSyntax(cancellation) is not ConstructorDeclarationSyntax syntax || syntax.Initializer.IsKind(SyntaxKind.ThisConstructorInitializer));

    /// <summary>The analyzer sees the generated half too; only what stands elsewhere can collide with it.</summary>
    private static bool IsWrittenByUser(ISymbol member, CancellationToken cancellation) =>
        !member.IsImplicitlyDeclared
        && member is not IMethodSymbol { AssociatedSymbol: not null }
        && !(member is IMethodSymbol method && IsPrimary(method, cancellation))
        && member.DeclaringSyntaxReferences.Length > 0
        && !member.DeclaringSyntaxReferences.Any(reference => IsGenerated(reference.GetSyntax(cancellation)));

    private static bool IsGenerated(SyntaxNode member)
    {
        TypeDeclarationSyntax? half = (member is TypeDeclarationSyntax ? member.Parent : member)?.FirstAncestorOrSelf<TypeDeclarationSyntax>();
        return half is not null && half.AttributeLists.SelectMany(list => list.Attributes).Any(attribute =>
            attribute.Name.ToString().EndsWith("GeneratedCode", StringComparison.Ordinal)
            && attribute.ArgumentList is { Arguments.Count: > 0 } list
            && list.Arguments[0].Expression is LiteralExpressionSyntax { Token.ValueText: "CompiledNets" });
    }

    /// <summary>A member as a message names it: a field by its name, a method with its parameters.</summary>
    private static string Display(ISymbol member) => member is IMethodSymbol
        ? member.ToDisplayString(new SymbolDisplayFormat(
            genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
            memberOptions: SymbolDisplayMemberOptions.IncludeParameters,
            parameterOptions: SymbolDisplayParameterOptions.IncludeType,
            miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes))
        : member.Name;
}
